// The frame: which property, which view, and the API key. The address is `#/view/propertyId`, so every view has a link
// and the back button works.
import { apiKey, get, list } from "./api.js";
import { $, $$, el, onSubmit, say, sayProblem, wireDialogs } from "./dom.js";
import { todayAt } from "./format.js";
import * as availability from "./availability.js";
import * as bookings from "./bookings.js";
import * as calendar from "./calendar.js";
import * as integrity from "./integrity.js";
import * as setup from "./setup.js";

const views = { calendar, book: availability, bookings, setup, integrity };
const needProperty = new Set(["calendar", "book"]);
const notice = $("#notice");
let properties = [];

function address() {
  const [view, id] = location.hash.slice(2).split("/");
  return { view: views[view] ? view : "calendar", id: decodeURIComponent(id ?? "") };
}

/** Shows a view; `prefill` fills its forms. */
function go(view, prefill, id = address().id || properties[0]?.propertyId || "") {
  history.pushState(prefill ?? null, "", `#/${view}/${encodeURIComponent(id)}`);
  $("#main").focus({ preventScroll: true });
  return render();
}

async function render() {
  const { view, id } = address();
  say(notice);
  const property = await currentProperty(id);
  const shown = property || !needProperty.has(view) ? view : "welcome";
  for (const section of $$("main > section")) section.hidden = section.id !== shown;
  for (const tab of $$(".tabs a")) {
    tab.href = `#/${tab.dataset.view}/${encodeURIComponent(property?.propertyId ?? "")}`;
    tab.dataset.view === view ? tab.setAttribute("aria-current", "page") : tab.removeAttribute("aria-current");
  }
  $("#property").value = property?.propertyId ?? "";
  document.title = property ? `${property.name} · Lastroom` : "Lastroom";
  for (const [name, other] of Object.entries(views)) if (name !== shown) other.leave?.();
  if (shown === "welcome") return;
  const context = { property, today: property && todayAt(property), go, reload, prefill: history.state ?? {} };
  await views[view].show($(`#${view}`), context);
}

async function currentProperty(id) {
  const known = properties.find((property) => property.propertyId === id);
  if (known || !id) return known ?? properties[0];
  try {
    return await get(`/v1/properties/${encodeURIComponent(id)}`);
  } catch (error) {
    sayProblem(notice, error);
    return properties[0];
  }
}

/** Reads the properties again and shows the view again. */
async function reload() {
  try {
    properties = await list("/v1/properties", "properties");
  } catch (error) {
    return sayProblem(notice, error);
  }
  $("#property").replaceChildren(...properties.map((p) => el("option", { value: p.propertyId, textContent: p.name })));
  $("#property").disabled = properties.length === 0;
  if (properties.length === 0) $("#property").append(el("option", { value: "", textContent: "No property yet" }));
  await render();
}

function askForKey(reason) {
  const dialog = $("#key-dialog");
  $("#key-reason").textContent = reason ?? "Kept only in this browser tab, until you close it.";
  $("input", dialog).value = apiKey.get();
  if (!dialog.open) dialog.showModal();
}

function useKey(key) {
  apiKey.set(key);
  $("#key-dialog").close();
  $("#key-button").textContent = key ? "API key ✓" : "API key";
  return reload();
}

wireDialogs();
for (const view of Object.values(views)) view.mount?.();
$("#property").addEventListener("change", (event) => go(address().view, null, event.target.value));
$("#key-button").addEventListener("click", () => askForKey());
$("#key-forget").addEventListener("click", () => useKey(""));
onSubmit($("#key-dialog form"), ({ key }) => useKey(key));
addEventListener("unauthenticated", (event) => askForKey(event.detail));
addEventListener("popstate", render);
$("#key-button").textContent = apiKey.get() ? "API key ✓" : "API key";
await reload();

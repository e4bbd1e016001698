// The occupancy calendar: room types by nights, a page of room types at a time. Each row reads its own nights, so the
// page never waits for all of them, and reads them again when they change. Arrow keys move from night to night.
import { follow, get } from "./api.js";
import { $, $$, attempt, el, say } from "./dom.js";
import { addDays, dayOfMonth, fullDate, isWeekend, money, month, nightsFrom, todayAt, weekday } from "./format.js";
import { moveFocus, nightTip } from "./grid.js";

const table = () => $("#grid");
const range = { from: "", nights: 14 };
let shown = nothing("");
let context;

/** What is shown: the rows by room type, and the nights that each has read. */
function nothing(propertyId) {
  return { propertyId, abort: new AbortController(), cursor: "", rows: new Map(), nights: new Map() };
}

export function mount() {
  const form = $("#calendar form");
  range.nights = matchMedia("(width > 1400px)").matches ? 28 : 14;
  form.elements.nights.value = range.nights;
  form.addEventListener("change", () => moveTo(form.elements.from.value, Number(form.elements.nights.value)));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", ({ target }) => {
    if (!target.dataset.move) return;
    const days = Number(target.dataset.move) * range.nights;
    moveTo(days ? addDays(range.from, days) : context.today, range.nights);
  });
  $("#more-types").addEventListener("click", () => attempt($("#calendar"), addRoomTypes));
  nightTip(table(), $("#night-tip"));
  table().addEventListener("keydown", moveFocus);
  table().addEventListener("click", (event) => choose(event.target.closest("td")));
  table().addEventListener("keydown", (event) => event.key === "Enter" && choose(event.target.closest("td")));
  document.addEventListener("visibilitychange", () => {
    if ($("#calendar").hidden || !context) return;
    document.hidden ? leave() : attempt($("#calendar"), draw);
  });
}

/** Stops following changes. */
export function leave() {
  shown.abort.abort();
}

export async function show(section, newContext) {
  if (newContext.property.propertyId !== shown.propertyId || !range.from) range.from = newContext.today;
  context = newContext;
  $("form", section).elements.from.value = range.from;
  await attempt(section, draw);
}

function moveTo(from, nights) {
  if (!from) return;
  Object.assign(range, { from, nights });
  $("#calendar form").elements.from.value = from;
  attempt($("#calendar"), draw);
}

async function draw() {
  shown.abort.abort();
  shown = nothing(context.property.propertyId);
  await followChanges(shown);
  const dates = nightsFrom(range.from, range.nights);
  $("thead", table()).replaceChildren(monthRow(dates), dateRow(dates), totalsRow(dates));
  $("tbody", table()).replaceChildren();
  await addRoomTypes();
}

async function addRoomTypes() {
  const { signal } = shown.abort;
  const query = { propertyId: context.property.propertyId, cursor: shown.cursor };
  const page = await get("/v1/room-types", query, signal);
  shown.cursor = page.nextCursor;
  $("#more-types").hidden = !page.nextCursor;
  const dates = nightsFrom(range.from, range.nights);
  const rows = page.roomTypes.map((roomType) => row(roomType, dates));
  page.roomTypes.forEach(({ roomTypeId }, i) => shown.rows.set(roomTypeId, rows[i]));
  $("tbody", table()).append(...rows.map((r) => r.element));
  if (!$("tbody td[tabindex='0']", table()) && rows.length) rows[0].element.cells[1].tabIndex = 0;
  const none = $("tbody", table()).rows.length === 0;
  $("#grid-scroll").hidden = none;
  say($("#calendar"), none ? "No room types yet. Add one under Set up, then open its nights." : "");
  await Promise.all(rows.map((r) => r.load(signal)));
  showTotals();
}

/**
 * Reads rows again whose nights change; changes that come while rows are read are read together. Fulfilled once the
 * stream is open: what is read after that and changes later is in it.
 */
function followChanges({ propertyId, abort: { signal }, rows }) {
  const changed = new Set();
  let reading = false;
  const opened = Promise.withResolvers();
  follow("/v1/ari/stream", { propertyId }, signal, receive, opened.resolve);
  return opened.promise;

  async function receive(page) {
    page.nights.forEach((night) => changed.add(night.roomTypeId));
    if (reading) return;
    reading = true;
    while (changed.size > 0) {
      const due = [...changed].map((roomTypeId) => rows.get(roomTypeId)).filter((it) => it);
      changed.clear();
      // A row that cannot be read now is read again with its next change.
      await Promise.allSettled(due.map((it) => it.load(signal)));
      if (!signal.aborted) showTotals();
    }
    reading = false;
  }
}

function monthRow(dates) {
  const months = Map.groupBy(dates, month);
  const cells = [...months].map(([name, days]) => el("th", { colSpan: days.length, scope: "colgroup" }, el("span", { textContent: name })));
  return el("tr", { className: "months" }, el("td"), ...cells);
}

function dateRow(dates) {
  const head = (date) => el("th", { scope: "col", ariaLabel: fullDate(date), data: { date, ...marks(date) } },
    el("small", { textContent: weekday(date) }), dayOfMonth(date));
  return el("tr", {}, el("th", { scope: "col", textContent: "Room type" }), ...dates.map(head));
}

const totalsRow = (dates) => el("tr", { className: "totals" }, el("th", { scope: "row", textContent: "Booked" }), ...dates.map((date) => el("td", { data: { date } })));

/** The booked share of all rooms shown. */
function showTotals() {
  const nights = Map.groupBy([...shown.nights.values()].flat(), (night) => night.date);
  for (const cell of $$(".totals td", table())) {
    const sum = (count) => (nights.get(cell.dataset.date) ?? []).reduce((total, night) => total + count(night), 0);
    const rooms = sum((night) => night.totalRooms);
    cell.textContent = rooms ? `${Math.floor((sum((night) => night.bookedRooms) / rooms) * 100)}%` : "";
  }
}

const marks = (date) => ({ ...(isWeekend(date) && { weekend: "" }), ...(date === context.today && { today: "" }) });

function row(roomType, dates) {
  const element = el("tr", {}, el("th", { scope: "row", title: roomType.roomTypeId, textContent: roomType.name }),
    ...dates.map((date) => el("td", { tabIndex: -1, role: "gridcell", textContent: "·", data: { date, roomTypeId: roomType.roomTypeId, ...marks(date) } })));
  const load = async (signal) => {
    const path = `/v1/room-types/${encodeURIComponent(roomType.roomTypeId)}/inventory`;
    const { nights } = await get(path, { from: dates[0], to: addDays(dates.at(-1), 1) }, signal);
    shown.nights.set(roomType.roomTypeId, nights);
    const open = new Map(nights.map((night) => [night.date, night]));
    dates.forEach((date, i) => showNight(element.cells[i + 1], roomType, date, open.get(date)));
  };
  return { element, load };
}

function showNight(cell, roomType, date, night) {
  cell.dataset.state = !night ? "closed" : night.availableRooms === 0 ? "sold" : "open";
  cell.textContent = night ? `${night.bookedRooms}/${night.totalRooms}` : "–";
  if (night?.totalRooms) cell.dataset.load = Math.min(5, Math.ceil((night.bookedRooms / night.totalRooms) * 5));
  const facts = night
    ? `${cell.textContent} rooms booked, ${night.availableRooms || "none"} free · ${money(night.pricePerNight, context.property.currency)}`
    : "not open for sale";
  cell.ariaLabel = `${roomType.name}, ${fullDate(date)}: ${facts}`;
}

/** A free night leads to the booking form, an unopened one to set-up, a full or past one to its bookings. */
function choose(cell) {
  if (!cell?.dataset.state) return;
  const { date, roomTypeId, state } = cell.dataset;
  const next = addDays(date, 1);
  if (state === "closed") return context.go("setup", { roomTypeId, from: date, to: next });
  const free = state === "open" && date >= todayAt(context.property);
  return free
    ? context.go("book", { startDate: date, endDate: next })
    : context.go("bookings", { roomTypeId, from: date, to: next });
}

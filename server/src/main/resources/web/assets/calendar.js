// The occupancy calendar: room types by nights, a page of room types at a time. Each row reads its own nights, so the
// page never waits for all of them. Arrow keys move from night to night.
import { get } from "./api.js";
import { $, $$, attempt, el, say } from "./dom.js";
import { addDays, dayOfMonth, fullDate, isWeekend, money, month, nightsFrom, todayAt, weekday } from "./format.js";
import { moveFocus, nightTip } from "./grid.js";

const table = () => $("#grid");
const range = { from: "", nights: 14 };
let shown = { propertyId: "", abort: new AbortController(), cursor: "", totals: new Map() };
let context;

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
  shown = { propertyId: context.property.propertyId, abort: new AbortController(), cursor: "", totals: new Map() };
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
  $("tbody", table()).append(...rows.map((r) => r.element));
  if (!$("tbody td[tabindex='0']", table()) && rows.length) rows[0].element.cells[1].tabIndex = 0;
  const none = $("tbody", table()).rows.length === 0;
  $("#grid-scroll").hidden = none;
  say($("#calendar"), none ? "No room types yet. Add one under Set up, then open its nights." : "");
  await Promise.all(rows.map((r) => r.load(signal)));
  showTotals();
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
  for (const cell of $$(".totals td", table())) {
    const { booked, rooms } = shown.totals.get(cell.dataset.date) ?? { booked: 0, rooms: 0 };
    cell.textContent = rooms ? `${Math.floor((booked / rooms) * 100)}%` : "";
  }
}

function addToTotals({ date, bookedRooms, totalRooms }) {
  const { booked, rooms } = shown.totals.get(date) ?? { booked: 0, rooms: 0 };
  shown.totals.set(date, { booked: booked + bookedRooms, rooms: rooms + totalRooms });
}

const marks = (date) => ({ ...(isWeekend(date) && { weekend: "" }), ...(date === context.today && { today: "" }) });

function row(roomType, dates) {
  const element = el("tr", {}, el("th", { scope: "row", title: roomType.roomTypeId, textContent: roomType.name }),
    ...dates.map((date) => el("td", { tabIndex: -1, role: "gridcell", textContent: "·", data: { date, roomTypeId: roomType.roomTypeId, ...marks(date) } })));
  const load = async (signal) => {
    const path = `/v1/room-types/${encodeURIComponent(roomType.roomTypeId)}/inventory`;
    const { nights } = await get(path, { from: dates[0], to: addDays(dates.at(-1), 1) }, signal);
    nights.forEach(addToTotals);
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

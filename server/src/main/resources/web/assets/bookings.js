// Bookings, a page at a time, with details and cancelling.
import { call, get } from "./api.js";
import { $, attempt, el, fill, onSubmit, say, sayProblem, values } from "./dom.js";
import { count, fullDate, instant, money, stay } from "./format.js";
import { fillRoomTypes } from "./setup.js";

// The statuses from which a booking can be cancelled.
const CANCELLABLE = new Set(["PROVISIONAL", "CONFIRMED"]);

// The cursors of the pages up to the one shown, and of the next page.
let trail = [""];
let next = null;
let request = new AbortController();
let cancelling;

export function mount() {
  const form = $("#filter");
  onSubmit(form, () => turnTo([""]));
  form.addEventListener("reset", () => setTimeout(() => form.requestSubmit()));
  $("#page-next").addEventListener("click", () => attempt(form, () => turnTo([...trail, next])));
  $("#page-back").addEventListener("click", () => attempt(form, () => turnTo(trail.slice(0, -1))));
  onSubmit($("#cancel-dialog form"), cancel);
}

export async function show(section, { property, prefill }) {
  if (prefill.from) $("#filter").reset();
  fill($("#filter"), prefill);
  await attempt($("#filter"), () => Promise.all([turnTo([""]), property && fillRoomTypes(property.propertyId)]));
}

/** Shows the page of the last of `cursors`, which are the path from the first page to it. */
async function turnTo(cursors) {
  request.abort();
  request = new AbortController();
  const page = await get("/v1/bookings", { ...values($("#filter")), cursor: cursors.at(-1) }, request.signal);
  trail = cursors;
  next = page.nextCursor;
  $("#booking-list tbody").replaceChildren(...page.bookings.map(row));
  $("#booking-list").hidden = page.bookings.length === 0;
  $("#page-back").disabled = trail.length === 1;
  $("#page-next").disabled = !next;
  $("#page-number").textContent = `Page ${trail.length}`;
  say($("#filter"), summary(page.bookings.length));
}

function summary(shown) {
  const filtered = Object.values(values($("#filter"))).some(Boolean);
  if (shown) return `${count(shown, "booking")} on this page${filtered ? "" : ", for all properties"}.`;
  return filtered ? "No booking matches. Clear the filter to see all." : "No bookings yet. Search for rooms under Book.";
}

function row(booking) {
  const cell = (label, content, className = "") => el("td", { className, data: { label } }, content);
  return el("tr", { data: { status: booking.status } },
    cell("Stay", stay(booking.startDate, booking.endDate)),
    cell("Room type", booking.roomTypeId),
    cell("User", booking.userId),
    cell("Rooms", String(booking.roomsBooked), "num"),
    cell("Price", money(booking.totalPrice, booking.currency), "num"),
    cell("Status", el("span", { className: "status", textContent: statusName(booking.status), data: { status: booking.status } })),
    cell("Made", instant(booking.createdAt)),
    cell("", actions(booking), "actions"));
}

const statusName = status => status === "NO_SHOW" ? "no-show" : status.toLowerCase().replace("_", " ");

function actions(booking) {
  const details = el("button", { type: "button", className: "link", textContent: "Details", ariaLabel: `Details of the booking of ${booking.userId}` });
  details.addEventListener("click", () => showDetails(booking));
  const stop = el("button", { type: "button", className: "link danger", textContent: "Cancel", ariaLabel: `Cancel the booking of ${booking.userId}` });
  stop.addEventListener("click", () => askToCancel(booking));
  return el("span", { className: "bar" }, details, CANCELLABLE.has(booking.status) ? stop : null);
}

async function showDetails({ bookingId }) {
  const dialog = $("#booking-dialog");
  $("#booking-facts").replaceChildren();
  say(dialog, "");
  dialog.showModal();
  try {
    const booking = await get(`/v1/bookings/${bookingId}`);
    $("#booking-facts").replaceChildren(...facts(booking).flatMap(([term, fact]) => [el("dt", { textContent: term }), el("dd", { textContent: fact })]));
  } catch (error) {
    sayProblem(dialog, error);
  }
}

function facts(booking) {
  const request = booking.idempotency;
  return [
    ["Booking", booking.bookingId],
    ["Status", statusName(booking.status)],
    ["Held until", booking.status === "PROVISIONAL" && booking.expiresAt && instant(booking.expiresAt)],
    ["Nights free from", booking.departureDate && fullDate(booking.departureDate)],
    ["Stay", stay(booking.startDate, booking.endDate)],
    ["Room type", booking.roomTypeId],
    ["User", booking.userId],
    ["Rooms", booking.roomsBooked],
    ["Price", money(booking.totalPrice, booking.currency)],
    ["Made", instant(booking.createdAt)],
    ["Cancelled", booking.cancelledAt && instant(booking.cancelledAt)],
    ["Idempotency key", request?.key],
    ["Request id", request?.requestId],
    ["From", request?.clientAddress],
    ["Program", request?.userAgent],
  ].filter(([, fact]) => fact);
}

function askToCancel(booking) {
  cancelling = booking;
  const dialog = $("#cancel-dialog");
  say(dialog, "");
  $("#cancel-summary").textContent = `${booking.userId}: ${count(booking.roomsBooked, "room")} ${booking.roomTypeId}, ${stay(booking.startDate, booking.endDate)}. The rooms go back on sale.`;
  dialog.showModal();
}

async function cancel() {
  const path = `/v1/bookings/${cancelling.bookingId}/cancel`;
  const { body } = await call("POST", path, { body: { userId: cancelling.userId } });
  $("#cancel-dialog").close();
  await turnTo(trail);
  say($("#filter"), body.isFromCache
    ? `The booking of ${body.userId} was already cancelled. Nothing changed.`
    : `Cancelled the booking of ${body.userId}: ${count(body.roomsBooked, "room")} from ${fullDate(body.startDate)} ${body.roomsBooked === 1 ? "is" : "are"} on sale again.`, "ok");
}

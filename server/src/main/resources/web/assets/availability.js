// Search for rooms, and book them.
import { call, get } from "./api.js";
import { $, el, fill, onSubmit, say } from "./dom.js";
import { addDays, count, money, nightsBetween, stay } from "./format.js";

let context;
let searched;
let intent;
let request = new AbortController();

export function mount() {
  onSubmit($("#search"), search);
  const dialog = $("#book-dialog");
  const form = $("form", dialog);
  onSubmit(form, book);
  // A key names one intent. A form with other values, after it was sent, is another intent.
  form.addEventListener("input", () => intent.sent && renewKey());
  dialog.addEventListener("close", () => intent.booked && $("#search").requestSubmit());
}

export async function show(section, newContext) {
  const form = $("#search");
  if (context?.property.propertyId !== newContext.property.propertyId) {
    $("#quotes").replaceChildren();
    say(form, "");
    fill(form, { startDate: newContext.today, endDate: addDays(newContext.today, 1) });
  }
  context = newContext;
  form.elements.startDate.min = context.today;
  fill(form, context.prefill);
  form.requestSubmit();
}

async function search(stay) {
  request.abort();
  request = new AbortController();
  say($("#search"), "Searching …");
  const query = { propertyId: context.property.propertyId, ...stay };
  const { roomTypes } = await get("/v1/availability", query, request.signal);
  searched = stay;
  const rooms = Number(stay.roomsBooked);
  const enoughRooms = roomTypes.filter((quote) => quote.availableRooms >= rooms);
  $("#quotes").replaceChildren(...roomTypes.map((quote) => card(quote, rooms)));
  const nights = count(nightsBetween(stay.startDate, stay.endDate), "night");
  say($("#search"), roomTypes.length === 0
    ? "No room types yet. Add one under Set up, then open its nights."
    : `${enoughRooms.length} of ${count(roomTypes.length, "room type")} can take ${count(rooms, "room")} for ${nights}.`);
}

function card(quote, rooms) {
  const enough = quote.availableRooms >= rooms;
  const left = quote.totalPrice == null ? "Not open on every night" : enough ? `${quote.availableRooms} free` : quote.availableRooms ? `Only ${quote.availableRooms} free` : "Sold out";
  const button = el("button", { type: "button", className: enough ? "primary" : "", disabled: !enough, textContent: "Book", ariaLabel: `Book ${quote.name}` });
  button.addEventListener("click", () => openForm(quote));
  return el("li", { className: "card", data: { state: enough ? "open" : "sold" } },
    el("div", {}, el("h2", { textContent: quote.name }), el("p", { className: "muted", textContent: left })),
    el("p", { className: "price", textContent: quote.totalPrice == null ? "–" : money(quote.totalPrice, quote.currency) }),
    button);
}

function openForm(quote) {
  const dialog = $("#book-dialog");
  const form = $("form", dialog);
  intent = { roomTypeId: quote.roomTypeId, startDate: searched.startDate, endDate: searched.endDate };
  renewKey();
  const nights = count(nightsBetween(searched.startDate, searched.endDate), "night");
  $("#book-dialog-title").textContent = `Book ${quote.name}`;
  $("#book-summary").textContent = `${stay(searched.startDate, searched.endDate)}, ${nights} · ${money(quote.totalPrice, quote.currency)} for ${count(Number(searched.roomsBooked), "room")}`;
  form.elements.roomsBooked.value = searched.roomsBooked;
  say(form, "");
  dialog.showModal();
}

function renewKey() {
  intent.key = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  intent.sent = false;
  $("#book-key").textContent = intent.key;
  $("#book-dialog .primary").textContent = "Book";
}

/** The button works while a request is in flight: the key, not the button, keeps a double click from booking twice. */
async function book({ userId, roomsBooked }) {
  const form = $("#book-dialog form");
  const { key, roomTypeId, startDate, endDate } = intent;
  intent.sent = true;
  say(form, "Booking …");
  const body = { userId, roomTypeId, startDate, endDate, roomsBooked: Number(roomsBooked) };
  const { body: booking } = await call("POST", "/v1/bookings", { body, headers: { "Idempotency-Key": key } });
  intent.booked = true;
  $("#book-dialog .primary").textContent = "Send it again";
  say(form, booking.isFromCache
    ? `Sent again, booked once. The server returned the same booking ${booking.bookingId}.`
    : `Booked ${count(booking.roomsBooked, "room")} for ${booking.userId}, ${money(booking.totalPrice, booking.currency)}. Booking ${booking.bookingId}.`, "ok");
}

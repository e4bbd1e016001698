// Property, room types and nights.
import { call, list, save } from "./api.js";
import { $, $$, attempt, el, fieldError, fill, onSubmit, say } from "./dom.js";
import { addDays, count, decimal, minorUnits } from "./format.js";

const propertyForm = () => $("#property-form");
const typeForm = () => $("#room-type-form");
const nightsForm = () => $("#nights-form");
let context;

export function mount() {
  options("#time-zones", Intl.supportedValuesOf("timeZone"));
  options("#currencies", Intl.supportedValuesOf("currency"));
  onSubmit(propertyForm(), saveProperty);
  onSubmit(typeForm(), saveRoomType);
  onSubmit(nightsForm(), openNights);
  propertyForm().addEventListener("reset", () => setTimeout(() => fillDefaults(propertyForm())));
}

export async function show(section, newContext) {
  const changed = context?.property?.propertyId !== newContext.property?.propertyId;
  context = newContext;
  const { property, prefill } = context;
  for (const form of [typeForm(), nightsForm()]) form.hidden = !property;
  for (const mark of $$("[data-currency]", section)) mark.textContent = property?.currency ?? "";
  if (!property) return fillDefaults(propertyForm());
  if (changed) {
    typeForm().reset();
    nightsForm().reset();
    fill(propertyForm(), property);
    fill(nightsForm(), { from: context.today, to: addDays(context.today, 365) });
  }
  fill(nightsForm(), prefill);
  await attempt(typeForm(), showRoomTypes);
  if (prefill.roomTypeId) nightsForm().elements.totalRooms.focus();
}

function fillDefaults(form) {
  if (!form.elements.timeZone.value) form.elements.timeZone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  form.elements.propertyId.focus();
}

async function showRoomTypes() {
  const types = await fillRoomTypes(context.property.propertyId);
  $("#type-list").replaceChildren(...types.map(chip));
}

/** Suggests the property's first room types in every field that asks for one. */
export async function fillRoomTypes(propertyId) {
  const types = await list("/v1/room-types", "roomTypes", { propertyId }, 200);
  options("#room-types", types.map((type) => type.roomTypeId));
  return types;
}

function chip(type) {
  const button = el("button", { type: "button", className: "quiet", textContent: type.name });
  button.addEventListener("click", () => {
    fill(typeForm(), { ...type, pricePerNight: decimal(type.pricePerNight, context.property.currency) });
    fill(nightsForm(), { roomTypeId: type.roomTypeId });
    typeForm().elements.name.focus();
  });
  return el("li", {}, button);
}

async function saveProperty({ propertyId, ...body }) {
  body.currency = body.currency.toUpperCase();
  const saved = await save(`/v1/properties/${encodeURIComponent(propertyId)}`, body);
  await context.reload();
  await context.go("setup", null, propertyId);
  say(propertyForm(), `Saved ${saved.body.name}. Next: its room types.`, "ok");
}

async function saveRoomType({ roomTypeId, name, description, totalRooms, pricePerNight }) {
  const { propertyId } = context.property;
  const body = { propertyId, name, description, totalRooms: Number(totalRooms), pricePerNight: price(pricePerNight) };
  await save(`/v1/room-types/${encodeURIComponent(roomTypeId)}`, body);
  await showRoomTypes();
  fill(nightsForm(), { roomTypeId });
  say(typeForm(), `Saved ${name}. Next: open its nights below.`, "ok");
}

async function openNights({ roomTypeId, from, to, totalRooms, pricePerNight }) {
  const body = { from, to };
  if (totalRooms) body.totalRooms = Number(totalRooms);
  if (pricePerNight) body.pricePerNight = price(pricePerNight);
  const answer = await call("PUT", `/v1/room-types/${encodeURIComponent(roomTypeId)}/inventory`, { body });
  say(nightsForm(), `${count(answer.body.nights, "night")} of ${roomTypeId} ${answer.body.nights === 1 ? "is" : "are"} set.`, "ok");
}

function price(text) {
  try {
    return minorUnits(text, context.property.currency);
  } catch (error) {
    throw fieldError("pricePerNight", error.message);
  }
}

const options = (list, texts) => $(list).replaceChildren(...texts.map((value) => el("option", { value })));

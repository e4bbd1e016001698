// The recount of every night.
import { get } from "./api.js";
import { $, attempt, el, say } from "./dom.js";
import { count, fullDate } from "./format.js";

const DRIFT_SHOWN_MAX = 500;

export function mount() {
  const section = $("#integrity");
  $("#recount").addEventListener("click", () => attempt(section, () => recount(section)));
}

export async function show() {}

async function recount(section) {
  $("#drift").hidden = true;
  say(section, "Counting …");
  const report = await get("/v1/integrity");
  const counted = `${count(report.nightsChecked, "night")} recounted from ${count(report.bookingsChecked, "live booking")}`;
  $("#drift tbody").replaceChildren(...report.drift.slice(0, DRIFT_SHOWN_MAX).map(row));
  $("#drift").hidden = report.consistent;
  if (report.consistent) return say(section, `Consistent: ${counted}. No differences.`, "ok");
  const rest = report.drift.length > DRIFT_SHOWN_MAX ? ` Showing the first ${DRIFT_SHOWN_MAX}.` : "";
  say(section, `Not consistent: ${counted}. Drift on ${count(report.drift.length, "night")}.${rest}`, "error");
}

function row({ roomTypeId, date, counted, recorded }) {
  const cell = (label, text, className = "") => el("td", { className, textContent: text, data: { label } });
  return el("tr", {}, cell("Room type", roomTypeId), cell("Night", fullDate(date)), cell("Counted", counted, "num"), cell("Recorded", recorded, "num"));
}

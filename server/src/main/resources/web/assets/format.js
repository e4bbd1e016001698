// Calendar dates are texts `YYYY-MM-DD` and amounts are integers in minor units. Neither is ever rounded or moved to
// another time zone. `Date` is used only as a calendar in UTC.

const utc = (date) => new Date(`${date}T00:00:00Z`);
const inUtc = (options) => new Intl.DateTimeFormat(undefined, { timeZone: "UTC", ...options });
const FULL = inUtc({ weekday: "short", day: "numeric", month: "short", year: "numeric" });
const WEEKDAY = inUtc({ weekday: "short" });
const MONTH = inUtc({ month: "long", year: "numeric" });
const INSTANT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

export function addDays(date, days) {
  const moved = utc(date);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

export const nightsBetween = (start, end) => Math.round((utc(end) - utc(start)) / 86_400_000);
export const nightsFrom = (start, count) => Array.from({ length: count }, (_, i) => addDays(start, i));
export const isWeekend = (date) => [0, 6].includes(utc(date).getUTCDay());
export const fullDate = (date) => FULL.format(utc(date));
export const weekday = (date) => WEEKDAY.format(utc(date));
export const month = (date) => MONTH.format(utc(date));
export const dayOfMonth = (date) => String(Number(date.slice(8)));
export const instant = (text) => INSTANT.format(new Date(text));
export const stay = (start, end) => FULL.formatRange(utc(start), utc(end));
export const count = (n, one, many = `${one}s`) => `${n.toLocaleString()} ${n === 1 ? one : many}`;

/** The business day at the property now: until `businessDayEnds` it is still yesterday. */
export function todayAt({ timeZone, businessDayEnds }) {
  const [date, time] = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format().split(" ");
  return time < businessDayEnds ? addDays(date, -1) : date;
}

// For these currencies browsers round to amounts paid in cash. The server follows ISO 4217, which does not.
const ISO_DIGITS = { IQD: 3 };
for (const code of "AFN ALL COP HUF IDR IRR KPW LAK LBP MGA MMK PKR SOS SYP YER".split(" ")) ISO_DIGITS[code] = 2;

const currencyFormat = (currency, options) => new Intl.NumberFormat(undefined, { style: "currency", currency, ...options });
export const minorDigits = (currency) => ISO_DIGITS[currency] ?? currencyFormat(currency).resolvedOptions().maximumFractionDigits;

/** An amount in minor units as exact decimal text. */
export function decimal(minor, currency) {
  const digits = minorDigits(currency);
  const text = String(minor).padStart(digits + 1, "0");
  return digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text;
}

export function money(minor, currency) {
  const digits = minorDigits(currency);
  const format = currencyFormat(currency, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return format.format(decimal(minor, currency));
}

/** Turns typed text such as `129` or `129,90` into minor units; throws an error with a text for people. */
export function minorUnits(text, currency) {
  const digits = minorDigits(currency);
  const match = /^(\d{1,13})(?:[.,](\d+))?$/.exec(text.trim());
  if (!match || (match[2] ?? "").length > digits) {
    throw new RangeError(`must be an amount in ${currency} with at most ${count(digits, "decimal")}, such as ${decimal(12900, currency)}`);
  }
  return Number(match[1] + (match[2] ?? "").padEnd(digits, "0"));
}

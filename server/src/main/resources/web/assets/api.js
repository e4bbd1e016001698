// Calls to the server. Every failure is a Problem, with a text for people and the `field` at fault.

const KEY = "lastroom.apiKey";

export class Problem extends Error {
  constructor({ status, error, detail, details, retryable }) {
    super(detail);
    Object.assign(this, { status, error, retryable, field: details?.field });
  }
}

export const apiKey = {
  get: () => sessionStorage.getItem(KEY) ?? "",
  set: (key) => (key ? sessionStorage.setItem(KEY, key) : sessionStorage.removeItem(KEY)),
};

/** Sends a request and returns `{ body, replayed }`; throws a Problem. */
export async function call(method, path, { query = {}, body, headers = {}, signal } = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== "" && value != null);
  const url = given.length ? `${path}?${new URLSearchParams(given)}` : path;
  const sent = { Accept: "application/json", ...headers };
  if (body) sent["Content-Type"] = "application/json";
  if (apiKey.get()) sent.Authorization = `Bearer ${apiKey.get()}`;

  const response = await reach(url, { method, headers: sent, body: body && JSON.stringify(body), signal });
  const answer = parse(await response.text());
  if (response.ok && answer) return { body: answer, replayed: response.headers.get("Idempotency-Replayed") === "true" };

  const problem = new Problem(answer ?? { status: response.status, detail: `The server answered ${response.status} ${response.statusText}` });
  if (problem.status === 401) dispatchEvent(new CustomEvent("unauthenticated", { detail: problem.message }));
  throw problem;
}

export const get = async (path, query, signal) => (await call("GET", path, { query, signal })).body;

/** Changes the fields of what is there, and keeps those that the page does not know; or makes it, if nobody else does meanwhile. */
export async function save(path, body) {
  try {
    return await call("PATCH", path, { body });
  } catch (problem) {
    if (problem.status !== 404) throw problem;
    return call("PUT", path, { body, headers: { "If-None-Match": "*" } });
  }
}

/** All items of a paged list, up to `max` of them. */
export async function list(path, name, query = {}, max = 1000) {
  const items = [];
  let cursor = "";
  do {
    const page = await get(path, { ...query, limit: 200, cursor });
    items.push(...page[name]);
    cursor = page.nextCursor;
  } while (cursor && items.length < max);
  return items;
}

async function reach(url, options) {
  try {
    return await fetch(url, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem({ status: 0, retryable: true, detail: "Cannot reach the server. Is it running?" });
  }
}

function parse(text) {
  try {
    // A total may be too large for a double to hold exactly.
    return JSON.parse(text, (_, value, context) =>
      typeof value === "number" && !Number.isSafeInteger(value) && context?.source ? BigInt(context.source) : value);
  } catch {
    return null;
  }
}

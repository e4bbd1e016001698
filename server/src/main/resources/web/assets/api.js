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

function address(path, query) {
  const given = Object.entries(query).filter(([, value]) => value !== "" && value != null);
  return given.length ? `${path}?${new URLSearchParams(given)}` : path;
}

function withKey(headers) {
  return apiKey.get() ? { ...headers, Authorization: `Bearer ${apiKey.get()}` } : headers;
}

/** Sends a request and returns `{ body, replayed }`; throws a Problem. */
export async function call(method, path, { query = {}, body, headers = {}, signal } = {}) {
  const url = address(path, query);
  const sent = withKey({ Accept: "application/json", ...headers });
  if (body) sent["Content-Type"] = "application/json";

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

const RECONNECT_MILLIS = 5000;

/**
 * Follows a stream of server-sent events until the signal aborts it, and hands over the data of each. An EventSource
 * cannot send an API key. A stream that ends or breaks is opened again at the last position. `tried` is called whenever
 * a stream was opened, or could not be.
 */
export async function follow(path, query, signal, receive, tried) {
  let position = "";
  while (!signal.aborted) {
    try {
      const headers = withKey(position ? { "Last-Event-ID": position } : {});
      const response = await fetch(address(path, query), { headers, signal }).finally(tried);
      if (response.ok) {
        for await (const { id, data } of events(response.body)) {
          position = id ?? position;
          if (data) receive(JSON.parse(data));
        }
      }
    } catch {
      // Aborted, or to be opened again.
    }
    if (!signal.aborted) await new Promise((resume) => setTimeout(resume, RECONNECT_MILLIS));
  }
}

/** The events of a stream, as `{ id, data }`. */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    const blocks = (text + value).split("\n\n");
    text = blocks.pop();
    for (const block of blocks) {
      yield Object.fromEntries(block.split("\n").map((line) => line.split(/: ?(.*)/s, 2)));
    }
  }
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

// Shared by the views: elements, messages, forms and dialogs.
import { Problem } from "./api.js";

export const $ = (selector, within = document) => within.querySelector(selector);
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

/** Makes an element. Text is never parsed as HTML. */
export function el(tag, props = {}, ...children) {
  const { data, ...rest } = props;
  const element = Object.assign(document.createElement(tag), rest);
  Object.assign(element.dataset, data);
  element.append(...children.filter((child) => child != null));
  return element;
}

/** Shows a text in the live region of `within`. Kinds are "ok", "info" and "error". */
export function say(within, text = "", kind = "info") {
  const output = within.matches?.("output") ? within : $("output.message", within);
  output.textContent = text;
  output.dataset.kind = kind;
}

/** Shows an error, and moves the focus to the field at fault. */
export function sayProblem(within, error) {
  if (error.name === "AbortError") return;
  if (!(error instanceof Problem)) console.error(error);
  const text = error instanceof Problem ? error.message : `Something went wrong on this page: ${error.message}`;
  say(within, error.retryable ? `${text.replace(/[^.?]$/, "$&.")} It is safe to try again.` : text, "error");
  const field = error.field && within.elements?.namedItem(error.field);
  if (field) markInvalid(field);
}

function markInvalid(field) {
  field.setAttribute("aria-invalid", "true");
  field.addEventListener("input", () => field.removeAttribute("aria-invalid"), { once: true });
  field.focus();
}

/** Runs `handle` with the form's values on submit, and shows what it throws. */
export function onSubmit(form, handle) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await attempt(form, () => handle(values(form)));
  });
}

export async function attempt(within, action) {
  within.setAttribute("aria-busy", "true");
  try {
    await action();
  } catch (error) {
    sayProblem(within, error);
  } finally {
    within.removeAttribute("aria-busy");
  }
}

export const values = (form) => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));

export function fill(form, object) {
  for (const [name, value] of Object.entries(object)) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
}

/** A field error found by the page, shown like the server's. */
export function fieldError(field, text) {
  return new Problem({ status: 400, error: "VALIDATION_FAILED", detail: `${field} ${text}`, details: { field } });
}

export function wireDialogs() {
  for (const dialog of $$("dialog")) {
    $("[data-close]", dialog).addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }
}

// Keeps what was typed and not yet saved for as long as the window is open, also over a reload and
// over the end of a session.
import { say } from "./notices.js";

const prefix = "draft:";

function typedFields(form) {
  return [...form.elements].filter((field) => field.name && !field.name.startsWith("_")
    && ["text", "textarea", "date"].includes(field.type));
}

function name(form, field) {
  return `${prefix}${location.pathname}:${form.id}:${field.name}`;
}

function forget(form) {
  for (const field of typedFields(form)) sessionStorage.removeItem(name(form, field));
}

function restore(form) {
  let restored = false;
  for (const field of typedFields(form)) {
    const draft = sessionStorage.getItem(name(form, field));
    if (draft === null || draft === field.value) continue;
    field.value = draft;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    restored = true;
  }
  return restored;
}

export function forgetAllDrafts() {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  }
}

export function keepDrafts() {
  let restored = false;
  const saved = new URLSearchParams(location.search).get("saved");
  const forms = [...document.querySelectorAll("main form[id]")];
  for (const form of forms) {
    if (form.id === saved) forget(form);
    else restored = restore(form) || restored;
    form.addEventListener("input", (event) => {
      if (typedFields(form).includes(event.target)) {
        sessionStorage.setItem(name(form, event.target), event.target.value);
      }
    });
  }
  if (restored) say("restored");
  // Of a page that is loaded again nothing was just saved.
  if (saved) history.replaceState(null, "", location.pathname + location.hash);
  // Who signs out by a button leaves nothing behind.
  for (const form of document.querySelectorAll("form[action^='/sign-out']")) {
    form.addEventListener("submit", forgetAllDrafts);
  }
}

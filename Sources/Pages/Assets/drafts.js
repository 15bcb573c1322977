// Keeps what was typed and not yet saved for as long as the window is open, also over a reload and
// over the end of a session.
import { say } from "./notices.js";

const prefix = "draft:";
const kept = ["text", "textarea", "date", "number", "select-one", "radio", "checkbox"];

// Codes are good once and nobody's to keep.
function keptFields(form) {
  return [...form.elements].filter((field) => field.name && !field.name.startsWith("_")
    && kept.includes(field.type) && field.autocomplete !== "one-time-code");
}

function isChosen(field) { return ["radio", "checkbox"].includes(field.type); }

function name(form, field) {
  const option = isChosen(field) ? `=${field.value}` : "";
  return `${prefix}${location.pathname}:${form.id}:${field.name}${option}`;
}

function keep(form, changed) {
  // Of radio buttons the others change too.
  for (const field of keptFields(form).filter(({ name }) => name === changed.name)) {
    sessionStorage.setItem(name(form, field), isChosen(field) ? field.checked : field.value);
  }
}

function forget(form) {
  for (const field of keptFields(form)) sessionStorage.removeItem(name(form, field));
}

function restore(form) {
  let restored = false;
  for (const field of keptFields(form)) {
    const draft = sessionStorage.getItem(name(form, field));
    const present = isChosen(field) ? String(field.checked) : field.value;
    if (draft === null || draft === present) continue;
    if (isChosen(field)) field.checked = draft === "true";
    else field.value = draft;
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

// What somebody left behind isn't for who comes in next in the same window.
function forgetOthers() {
  const { visitor } = document.getElementById("main").dataset;
  if (!visitor) return;
  const before = sessionStorage.getItem("visitor");
  if (before && before !== visitor) forgetAllDrafts();
  sessionStorage.setItem("visitor", visitor);
}

export function keepDrafts() {
  forgetOthers();
  let restored = false;
  const saved = new URLSearchParams(location.search).get("saved");
  const forms = [...document.querySelectorAll("main form[id]")];
  for (const form of forms) {
    if (form.id === saved) forget(form);
    else restored = restore(form) || restored;
    form.addEventListener("input", (event) => {
      if (keptFields(form).includes(event.target)) keep(form, event.target);
    });
  }
  if (restored) say("restored");
  // Of a page that is loaded again nothing was just saved.
  if (saved) history.replaceState(null, "", location.pathname + location.hash);
  // Who signs out by a button leaves nothing behind.
  for (const form of document.querySelectorAll("form[action^='/sign-out']")) {
    form.addEventListener("submit", () => {
      forgetAllDrafts();
      sessionStorage.removeItem("visitor");
    });
  }
}

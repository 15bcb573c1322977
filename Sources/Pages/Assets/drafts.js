// Keeps what was typed and not yet saved for as long as the window is open, also over a reload and
// over the end of a session.
import { showBoth, showOvertaken, storedIn, versionOf } from "./both.js";
import { say } from "./notices.js";

const prefix = "draft:";
// Where the drafts of the form that was sent last are kept, until the server says that it took it.
const sent = "draft:sent";
const kept = [
  "text", "textarea", "date", "datetime-local", "number", "select-one", "radio", "checkbox",
];

// Codes are good once and nobody's to keep.
function keptFields(form) {
  return [...form.elements].filter((field) => field.name && !field.name.startsWith("_")
    && kept.includes(field.type) && field.autocomplete !== "one-time-code");
}

function isChosen(field) { return ["radio", "checkbox"].includes(field.type); }

function place(form) { return `${prefix}${location.pathname}:${form}:`; }

function name(form, field) {
  return place(form.id) + field.name + (isChosen(field) ? `=${field.value}` : "");
}

function keep(form, changed) {
  keepBase(form);
  // Of radio buttons the others change too.
  for (const field of keptFields(form).filter(({ name }) => name === changed.name)) {
    sessionStorage.setItem(name(form, field), isChosen(field) ? field.checked : field.value);
    if (field.matches("textarea") && sessionStorage.getItem(began(form, field)) === null) {
      sessionStorage.setItem(began(form, field), field.defaultValue);
    }
  }
}

// On what somebody began to type: its version, and all that was stored in the form.
function keepBase(form) {
  const version = versionOf(form);
  if (!version || sessionStorage.getItem(base(form)) !== null) return;
  sessionStorage.setItem(
    base(form), JSON.stringify({ version: version.value, stored: storedIn(form) }));
}

function base(form) { return `${place(form.id)}~base`; }

// What came back refused goes on from the version that it came back with.
function isRefused(form) {
  return document.getElementById("problems") && sessionStorage.getItem(sent) === place(form.id);
}

// A draft that is put back over what another saved goes by the version on which it was typed: so the
// server doesn't take it before both were seen.
function holdBack(form) {
  const version = versionOf(form);
  if (!version) return;
  if (isRefused(form)) sessionStorage.removeItem(base(form));
  keepBase(form);
  const began = JSON.parse(sessionStorage.getItem(base(form)));
  if (began.version === version.value || began.stored === storedIn(form)) return;
  if (form.querySelector("[data-theirs]:not([hidden])")) return;
  if (showOvertaken(form)) version.value = began.version;
}

// What was stored when somebody began to type.
function began(form, field) { return `${name(form, field)}~before`; }

function forget(start) {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(start)) sessionStorage.removeItem(key);
  }
}

// What was taken is nobody's draft any more, whichever page comes after it.
function forgetTaken() {
  const { accepted } = document.getElementById("main").dataset;
  const start = sessionStorage.getItem(sent);
  if (!accepted || !start?.endsWith(`:${accepted}:`)) return;
  forget(start);
  sessionStorage.removeItem(sent);
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
    const before = sessionStorage.getItem(began(form, field));
    if (before !== null && before !== field.defaultValue) showBoth(form, form);
    // What is put back can be seen.
    field.closest("details")?.setAttribute("open", "");
    restored = true;
  }
  if (restored || isRefused(form)) holdBack(form);
  return restored;
}

// What somebody left behind isn't for who comes in next in the same window.
function forgetOthers() {
  const { visitor } = document.getElementById("main").dataset;
  if (!visitor) return;
  const before = sessionStorage.getItem("visitor");
  if (before && before !== visitor) forget(prefix);
  sessionStorage.setItem("visitor", visitor);
}

// A page that a form was sent from and that somebody goes back to is fetched again: a browser keeps it
// as it was, with what was sent still in it.
function fetchAgainIfSent() {
  if (!history.state?.wasSent) return false;
  history.replaceState(null, "");
  location.replace(location.pathname + location.search);
  return true;
}

function watch() {
  document.addEventListener("input", ({ target }) => {
    const { form } = target;
    if (form?.matches("main form[id]") && keptFields(form).includes(target)) keep(form, target);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented) return;
    // Who signs out by a button leaves nothing behind.
    if (form.matches("form[action^='/sign-out']")) {
      forget(prefix);
      sessionStorage.removeItem("visitor");
    }
    if (!form.matches("main form[method=post]")) return;
    // A last look at a form is another one that goes on in its name.
    sessionStorage.setItem(sent, place(form.elements._form?.value ?? form.id));
    history.replaceState({ wasSent: true }, "");
  });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) fetchAgainIfSent(); });
}

export function keepDrafts() {
  if (fetchAgainIfSent()) return;
  forgetOthers();
  forgetTaken();
  const restored = [...document.querySelectorAll("main form[id]")].map(restore);
  if (restored.includes(true)) say("restored");
  // Of a page that is loaded again nothing was just saved.
  if (new URLSearchParams(location.search).has("saved")) {
    history.replaceState(null, "", location.pathname + location.hash);
  }
  watch();
}

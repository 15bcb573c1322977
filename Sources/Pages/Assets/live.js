// Follows the page's view over the socket. One rule for HTML: when the view has changed, the page is
// fetched again, and each element with `data-live` that differs takes the place of the old one;
// what somebody is typing in stays. An element with `data-live-state` is replaced as a whole when that
// state is another, and else its parts go their own way.
import { showBoth, showOvertaken, storedIn } from "./both.js";
import { countCharacters } from "./count.js";
import { say } from "./notices.js";
import { beginPresence, showPeople, takePeople } from "./presence.js";

const main = document.getElementById("main");
const { round, view } = main.dataset;
const scheme = location.protocol === "https:" ? "wss" : "ws";
const waitMost = 10_000;
const restMilliseconds = 150;

let position;
let wait = 500;
let isLost = false;
let pending;

function typed(element) {
  return [...element.querySelectorAll("textarea, input:not([type=hidden]), option")].some((field) => {
    if (field.matches("option")) return field.selected !== field.defaultSelected && hasDefault(field);
    if (field.matches("[type=radio], [type=checkbox]")) return field.checked !== field.defaultChecked;
    return field.value !== field.defaultValue;
  });
}

// Of a list without a default the browser selects the first option itself.
function hasDefault(option) {
  const { options } = option.closest("select");
  return [...options].some(({ defaultSelected }) => defaultSelected) || !options[0].selected;
}

function hiddenFields(element) {
  return element.querySelectorAll("input[type=hidden]");
}

// A form in which somebody typed keeps its text; it goes by the newest version as long as what is
// stored is still what they began with.
function keep(old, fresh) {
  if (old.dataset.overtaken !== undefined) return;
  if (storedIn(old) !== storedIn(fresh)) return showBoth(old, fresh) || showOvertaken(old);
  const newest = [...hiddenFields(fresh)];
  for (const field of hiddenFields(old)) {
    const next = newest.find(({ name }) => name === field.name);
    if (next) field.value = next.value;
  }
}

// What came back refused somebody typed, though the page has it as if it were stored: it stays as it
// is until it is sent again.
function cameBack(element) {
  return document.getElementById("problems") !== null
    && element.querySelector("textarea, select, input:not([type=hidden])") !== null;
}

// Keys and form tokens are new each time and no difference that somebody sees; who is where goes its
// own way.
function seen(element) {
  const copy = element.cloneNode(true);
  for (const field of copy.querySelectorAll("input[type=hidden], .page-taken")) field.remove();
  return copy.innerHTML;
}

function isFilledIn(element) {
  const active = document.activeElement;
  return element.contains(active) && active.matches("textarea, input");
}

// Who was there by keyboard stays there.
function replace(old, next) {
  const hadFocus = old.contains(document.activeElement);
  old.replaceWith(next);
  countCharacters(next);
  if (hadFocus) next.querySelector("h2, button, input:not([type=hidden])")?.focus();
}

async function refresh() {
  const response = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  if (response.status === 401) return say("over", { stays: true });
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  let changed = false;
  let told = false;
  for (const old of document.querySelectorAll("[data-live]")) {
    const next = fresh.querySelector(`[data-live="${CSS.escape(old.dataset.live)}"]`);
    if (!next) continue;
    if (old.dataset.liveState !== undefined) {
      if (old.dataset.liveState === next.dataset.liveState) continue;
      replace(old, next);
      changed = true;
    } else if (cameBack(old)) {
      continue;
    } else if (typed(old) || isFilledIn(old)) {
      keep(old, next);
    } else if (seen(old) !== seen(next)) {
      // A line that is read aloud is the same line with other words.
      if (old.getAttribute("role") === "status") { old.replaceChildren(...next.childNodes); told = true; continue; }
      replace(old, next);
      changed = true;
    } else {
      keep(old, next);
    }
  }
  showPeople();
  if (changed && !told) say("updated");
}

function refreshSoon() {
  clearTimeout(pending);
  pending = setTimeout(() => refresh().catch(() => {}), restMilliseconds);
}

function connect() {
  const socket = new WebSocket(`${scheme}://${location.host}/ws`, "kansendossier.v1.jsonrpc");
  const send = (id, method, params) => {
    if (socket.readyState !== WebSocket.OPEN) return;
    socket.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
  };
  socket.addEventListener("open", () => send(1, "hello", { client: "pages" }));
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(data);
    if (message.id === 1 && message.result) send(2, "round.subscribe", { round, view, ...position });
    if (message.id === 2) began(message, send);
    if (message.method === "event") {
      position = { epoch: message.params.epoch, offset: message.params.offset };
      refreshSoon();
    }
    if (message.method === "hints") takePeople(message.params);
    if (message.method === "server.draining") {
      wait = message.params.reconnectAfterMilliseconds;
      say("restarting", { stays: true });
      isLost = true;
    }
  });
  socket.addEventListener("close", ({ code }) => {
    const wasLost = isLost;
    isLost = true;
    if (code === 4401) return say("over", { stays: true });
    if (!wasLost) say("lost", { stays: true });
    setTimeout(connect, wait * (0.5 + Math.random()));
    wait = Math.min(wait * 2, waitMost);
  });
}

function began(message, send) {
  if (message.error) {
    // What was missed can't be brought any more: follow from now, and look once.
    if (position) { position = undefined; send(2, "round.subscribe", { round, view }); }
    return;
  }
  const { epoch, offset } = message.result;
  const isMissed = isLost && (!position || position.offset !== offset);
  position = { epoch, offset };
  wait = 500;
  beginPresence((hint) => send("hint", "round.hint", { round, view, ...hint }));
  if (isLost) { isLost = false; say("back"); }
  if (isMissed) refreshSoon();
}

// Whether the server was just there; a page that follows nothing doesn't know.
export function isConnected() { return position !== undefined && !isLost; }

export function follow() {
  if (round && view) connect();
}

// Looks whether the server can be reached before a form leaves the page, but where a connection
// stands that says so: a browser's own error page in its place would frighten, and would take what was
// filled in from sight.
import { isConnected } from "./live.js";
import { say } from "./notices.js";

const probe = new URL("icon.svg", import.meta.url);
const waitMost = 10_000;
const reachable = new WeakSet();
const waiting = new WeakSet();

// Whatever the server itself answers will do; what stands before it answers that it is gone.
async function isReachable() {
  try {
    const { status } = await fetch(
      probe, { cache: "no-store", signal: AbortSignal.timeout(waitMost) });
    return status < 500;
  } catch {
    return false;
  }
}

async function send(form, button) {
  waiting.add(form);
  const isThere = await isReachable();
  waiting.delete(form);
  if (!isThere) return say("unsent", { stays: true });
  reachable.add(form);
  form.requestSubmit(button);
  // What the browser itself still finds wrong isn't sent, and is looked at anew.
  reachable.delete(form);
}

export function sendWhenReachable() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || reachable.has(form)) return;
    if (navigator.onLine && isConnected()) return;
    event.preventDefault();
    if (!waiting.has(form)) send(form, event.submitter);
  });
}

// Once the connection is lost, looks whether the server can be reached before a form leaves the page:
// a browser's own error page in its place would frighten, and would take what was filled in from sight.
import { isConnectionLost } from "./live.js";
import { say } from "./notices.js";

const probe = new URL("icon.svg", import.meta.url);
const reachable = new WeakSet();

async function send(form, button) {
  try {
    await fetch(probe, { cache: "no-store" });
  } catch {
    return say("unsent", { stays: true });
  }
  reachable.add(form);
  form.requestSubmit(button);
}

export function sendWhenReachable() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || reachable.delete(form)) return;
    if (navigator.onLine && !isConnectionLost()) return;
    event.preventDefault();
    send(form, event.submitter);
  });
}

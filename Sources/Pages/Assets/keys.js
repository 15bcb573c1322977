// Voting by keyboard: a digit chooses, Enter confirms, and after that comes the next question.

function forms() {
  return [...document.querySelectorAll("form[data-vote]")];
}

function current() {
  return document.activeElement?.closest("form[data-vote]")
    ?? forms().find((form) => !form.querySelector("input:checked"));
}

// Who is at work somewhere already isn't taken away from there.
function goOn() {
  if (document.activeElement !== document.body) return;
  const last = location.hash.startsWith("#vote-") && document.getElementById(location.hash.slice(1));
  if (!last || document.getElementById("problems")) return;
  const next = forms().find((form) => !form.querySelector("input:checked")
    && last.compareDocumentPosition(form) & Node.DOCUMENT_POSITION_FOLLOWING);
  next?.querySelector("input[type=radio]")?.focus();
}

// The jump to what the address names takes the focus away, in the frame after the page is complete:
// so going on comes after that.
function goOnOnceThere() {
  const later = () => requestAnimationFrame(() => setTimeout(goOn));
  if (document.readyState === "complete") later();
  else addEventListener("load", later);
}

export function voteByKeys() {
  goOnOnceThere();
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[0-9]$/.test(event.key)) return;
    if (document.activeElement?.matches("textarea, input[type=text]")) return;
    const choice = current()?.querySelector(`input[data-key="${event.key}"]`);
    if (!choice) return;
    // A click tells what keeps drafts, as the mouse does.
    choice.click();
    choice.focus();
  });
}

// What another saved in the part in which somebody is typing: both texts stay in sight.

// Says for whom it was saved, and shows that text beside what is being typed; false where a form has
// no place for it.
export function showBoth(form, fresh) {
  const told = form.querySelector(".page-theirs");
  const theirs = form.querySelector("[data-theirs]");
  if (!told || !theirs) return false;
  const text = fresh.querySelector("textarea").defaultValue || told.dataset.none;
  const shown = theirs.querySelector(".page-text");
  const sentence = `${fresh.querySelector(".page-theirs").dataset.writer} ${told.dataset.told}`;
  if (shown.textContent !== text) shown.textContent = text;
  // The same sentence isn't read aloud again.
  if (told.textContent !== sentence) told.textContent = sentence;
  theirs.hidden = false;
  return true;
}

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

// What is stored in the fields of a form, as the page came with it; empty rows say nothing.
export function storedIn(form) {
  const fields = [...form.querySelectorAll("textarea, select, input:not([type=hidden])")];
  const values = fields.map((field) => [field.name, storedOf(field)]).filter(([, value]) => value);
  return JSON.stringify(values);
}

function storedOf(field) {
  if (field.matches("select")) {
    return [...field.options].find(({ defaultSelected }) => defaultSelected)?.value ?? "";
  }
  if (field.matches("[type=radio], [type=checkbox]")) {
    return field.defaultChecked ? field.value : "";
  }
  return field.defaultValue;
}

// The version of what is stored on which the form goes, where it goes by one.
export function versionOf(form) {
  return form.querySelector("input[type=hidden][name='version:integer']");
}

// Says at a form that another saved what is being typed in it; from then on it keeps the version on
// which it was typed, so that the server takes nothing before both were seen.
export function showOvertaken(form) {
  const told = form.querySelector(".page-overtaken");
  if (!told) return false;
  if (told.textContent !== told.dataset.told) told.textContent = told.dataset.told;
  form.dataset.overtaken = "";
  return true;
}

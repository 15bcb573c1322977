// A reader's own notes on a dossier. They stay in this browser: nothing of them is ever sent.

function keep(box) {
  const key = `notes:${box.dataset.notes}`;
  const field = box.querySelector("textarea");
  field.value = localStorage.getItem(key) ?? "";
  box.hidden = false;
  field.addEventListener("input", () => {
    if (field.value) localStorage.setItem(key, field.value);
    else localStorage.removeItem(key);
  });
  box.querySelector("button").addEventListener("click", () => {
    if (!field.value || !confirm(box.dataset.sure)) return;
    field.value = "";
    localStorage.removeItem(key);
    field.focus();
  });
}

export function keepNotes() {
  for (const box of document.querySelectorAll("[data-notes]")) keep(box);
}

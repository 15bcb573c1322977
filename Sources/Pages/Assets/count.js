// Counts the characters of a text as people see them, while it is typed.
const segmenter = new Intl.Segmenter(document.documentElement.lang, { granularity: "grapheme" });

function characters(text) {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

function show(field) {
  const line = document.getElementById(`${field.id}-count`);
  if (!line) return;
  const count = characters(field.value);
  const isOver = count > Number(field.dataset.most);
  line.querySelector("[data-count]").textContent = count;
  line.querySelector("[data-over]").hidden = !isOver;
  line.classList.toggle("page-count--over", isOver);
}

export function countCharacters(root) {
  for (const field of root.querySelectorAll("[data-most]")) {
    field.addEventListener("input", () => show(field));
    show(field);
  }
}

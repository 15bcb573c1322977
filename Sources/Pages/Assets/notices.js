// The one line in which the page says calmly what happens to it; screen readers hear it politely.
const line = document.getElementById("notices");
let timer;

export function say(what, { stays = false } = {}) {
  clearTimeout(timer);
  line.textContent = line.dataset[what];
  if (!stays) timer = setTimeout(() => { line.textContent = ""; }, 8000);
}

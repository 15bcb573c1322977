// Shows who else has this dossier open and at which part, and tells the others where this person is.
// A place is a hint: nothing waits for it, and whoever saves first has saved (KD-0016).
const line = document.getElementById("presence");
const tellMilliseconds = 10_000; // Well within the time after which a hint lapses.

let people = [];
let place;
let tell = () => {};

function sectionOf(element) {
  return element?.closest("form[data-section]")?.dataset.section;
}

function nameOf({ organisation }) {
  const item = document.querySelector(`[data-organisation="${CSS.escape(organisation)}"]`);
  return item?.textContent ?? organisation;
}

function isMe({ person }) { return person === line.dataset.person; }

// Who came to a part first has it, in everybody's list alike.
function showTaken(form) {
  const first = people.find((one) => one.place === form.dataset.section);
  const isTaken = Boolean(first) && !isMe(first);
  const note = form.querySelector(".page-taken");
  const text = isTaken ? `${nameOf(first)} ${line.dataset.taken}` : "";
  if (note.textContent !== text) note.textContent = text;
  form.toggleAttribute("data-taken", isTaken);
}

export function showPeople() {
  if (!line) return;
  const others = [...new Set(people.filter((one) => !isMe(one)).map(nameOf))];
  const text = others.length > 0 ? `${line.dataset.here} ${others.join(", ")}` : "";
  if (line.textContent !== text) line.textContent = text;
  document.querySelectorAll("form[data-section]").forEach(showTaken);
}

export function takePeople({ part, people: list }) {
  if (part !== line?.dataset.part) return;
  people = list;
  showPeople();
}

export function beginPresence(send) {
  people = [];
  showPeople();
  if (!line) return;
  tell = () => send({ part: line.dataset.part, ...(place ? { place } : {}) });
  tell();
}

if (line) {
  setInterval(() => tell(), tellMilliseconds);
  document.addEventListener("focusin", ({ target }) => {
    const next = sectionOf(target);
    if (next === place) return;
    place = next;
    tell();
  });
}

// A search box that offers contacts while somebody types (the combobox pattern of WAI-ARIA).
const PAUSE = 150; // milliseconds without a key before the book is asked
const state = new WeakMap();

const boxOf = (target) => target.closest?.("[data-pick]");
const listOf = (box) => document.getElementById(box.getAttribute("aria-controls"));
const keyOf = (box) => box.parentElement.querySelector("input[type=hidden]");
const optionsOf = (box) => [...listOf(box).querySelectorAll("[role=option]")];

document.addEventListener("input", (event) => {
  const box = boxOf(event.target);
  if (!box) return;
  keyOf(box).value = "";
  clearTimeout(state.get(box));
  state.set(box, setTimeout(() => ask(box), PAUSE));
});

async function ask(box) {
  const text = box.value.trim();
  if (!text) return close(box);
  const answer = await fetch(`${box.dataset.pick}&q=${encodeURIComponent(text)}`, { headers: { "HX-Request": "true" } });
  if (!answer.ok || box.value.trim() !== text || document.activeElement !== box) return;
  const list = listOf(box);
  list.innerHTML = await answer.text();
  optionsOf(box).forEach((option, number) => { option.id = `${list.id}-${number}`; });
  list.hidden = false;
  box.setAttribute("aria-expanded", "true");
  mark(box, null);
}

function mark(box, option) {
  for (const one of optionsOf(box)) one.setAttribute("aria-selected", String(one === option));
  if (option) {
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else box.removeAttribute("aria-activedescendant");
}

function choose(box, option) {
  box.value = option.dataset.name;
  keyOf(box).value = option.dataset.key;
  close(box);
}

function close(box) {
  listOf(box).hidden = true;
  box.setAttribute("aria-expanded", "false");
  mark(box, null);
}

document.addEventListener("keydown", (event) => {
  const box = boxOf(event.target);
  if (!box || listOf(box).hidden) return;
  const options = optionsOf(box);
  const here = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown") mark(box, options[(here + 1) % options.length] ?? null);
  else if (event.key === "ArrowUp") mark(box, options[(here <= 0 ? options.length : here) - 1] ?? null);
  else if (event.key === "Enter" && here >= 0) choose(box, options[here]);
  else if (event.key === "Escape") close(box);
  else return;
  event.preventDefault();
});

document.addEventListener("mousedown", (event) => {
  const option = event.target.closest(".picker [role=option]");
  if (!option) return;
  event.preventDefault();
  choose(option.closest(".picker").querySelector("[data-pick]"), option);
});

document.addEventListener("focusout", (event) => {
  const box = boxOf(event.target);
  if (box) close(box);
});

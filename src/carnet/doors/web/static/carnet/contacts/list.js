// The list of contacts: keys to move, select and search; how many are selected. All of it also works without.
const typing = (element) => element.matches("input:not([type=checkbox]), textarea, select");
const opens = () => [...document.querySelectorAll("#rows .open")];
const help = () => document.getElementById("keys");

function move(step) {
  const links = opens();
  if (!links.length) return;
  const row = document.activeElement.closest("tbody tr");
  const here = row ? links.indexOf(row.querySelector(".open")) : -1;
  const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(here + step, 0), links.length - 1);
  links[next].focus();
}

function follow(rel) {
  document.querySelector(`#rows .paging a[rel=${rel}]`)?.click();
}

function toggle() {
  const box = document.activeElement.closest("tbody tr")?.querySelector("input[name=key]");
  if (box) box.click();
}

const KEYS = {
  "/": () => document.getElementById("q")?.select(),
  j: () => move(1), ArrowDown: () => move(1),
  k: () => move(-1), ArrowUp: () => move(-1),
  x: toggle,
  n: () => follow("next"),
  p: () => follow("prev"),
  "?": () => help()?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest("details.menu[open]")) return;
  if (typing(event.target)) {
    if (event.target.id !== "q" || !["Escape", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "ArrowDown") move(1);
    else event.target.blur();
    return;
  }
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

function count() {
  const boxes = [...document.querySelectorAll("#rows input[name=key]")];
  const chosen = boxes.filter((box) => box.checked).length;
  const said = document.getElementById("selected");
  const whole = document.getElementById("page-all");
  if (!said || !whole) return;
  const all = document.getElementById("all-found")?.checked;
  if (all) said.textContent = said.dataset.all;
  else if (chosen === 1) said.textContent = said.dataset.one;
  else said.textContent = said.dataset.many.replace("{n}", chosen.toLocaleString(document.documentElement.lang));
  whole.checked = chosen === boxes.length;
  whole.indeterminate = chosen > 0 && chosen < boxes.length;
}

document.addEventListener("change", (event) => {
  if (event.target.id === "page-all" || event.target.id === "all-found") {
    const boxes = document.querySelectorAll("#rows input[name=key]");
    if (event.target.id === "page-all" || event.target.checked) {
      for (const box of boxes) box.checked = event.target.checked;
    }
    if (event.target.id === "page-all" && !event.target.checked) {
      const all = document.getElementById("all-found");
      if (all) all.checked = false;
    }
  } else if (event.target.name === "key" && !event.target.checked) {
    const all = document.getElementById("all-found");
    if (all) all.checked = false;
  }
  if (event.target.closest("#rows")) count();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("#keys-open")) help()?.showModal();
});

function ready() {
  for (const id of ["page-all", "keys-open"]) document.getElementById(id)?.removeAttribute("hidden");
  count();
}
document.addEventListener("htmx:load", ready);
window.addEventListener("pageshow", ready);
ready();

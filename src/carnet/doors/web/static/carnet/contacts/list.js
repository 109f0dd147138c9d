// The list of contacts: keys to move and search. All of it also works without.
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

const KEYS = {
  "/": () => document.getElementById("q")?.select(),
  j: () => move(1), ArrowDown: () => move(1),
  k: () => move(-1), ArrowUp: () => move(-1),
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

document.addEventListener("click", (event) => {
  if (event.target.closest("#keys-open")) help()?.showModal();
});

function ready() {
  document.getElementById("keys-open")?.removeAttribute("hidden");
}
document.addEventListener("htmx:load", ready);
window.addEventListener("pageshow", ready);
ready();

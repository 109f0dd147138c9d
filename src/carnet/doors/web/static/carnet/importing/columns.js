// Columns: one list of fields for all of them, searched by writing; filters of the columns shown.
const dialog = document.getElementById("pick");
const find = document.getElementById("pick-find");
const list = document.getElementById("pick-list");
const fields = JSON.parse(document.getElementById("fields").textContent);
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const known = fields.map((field) => ({ ...field, found: folded(`${field.label} ${field.group} ${field.words}`) }));
let asked = null; // the button whose column is given a field
let active = -1;

function option(id, label, chosen) {
  const item = document.createElement("li");
  item.role = "option";
  item.id = `field-${list.children.length}`;
  item.dataset.field = id;
  item.textContent = label;
  item.setAttribute("aria-selected", String(chosen));
  list.append(item);
}

function heading(text) {
  const item = document.createElement("li");
  item.role = "presentation";
  item.className = "group";
  item.textContent = text;
  list.append(item);
}

// Those whose label begins with the text come first within their group.
function rank(field, text) {
  const label = folded(field.label);
  return label.startsWith(text) ? 0 : label.includes(text) ? 1 : 2;
}

function show(written) {
  const text = folded(written.trim());
  const parts = text.split(/\s+/).filter(Boolean);
  const hits = known.filter((field) => parts.every((part) => field.found.includes(part)));
  list.replaceChildren();
  if (!text) {
    option("auto", list.dataset.auto, false);
    option("", list.dataset.aside, asked.dataset.field === "");
  }
  const groups = Map.groupBy ? Map.groupBy(hits, (field) => field.group) : grouped(hits);
  const best = (own) => Math.min(...own.map((field) => rank(field, text)));
  const ordered = [...groups].map(([name, own]) => [name, own, text ? best(own) : 0]);
  ordered.sort((one, other) => one[2] - other[2]);
  for (const [name, own] of ordered) {
    heading(name);
    for (const field of own.toSorted?.((one, other) => text ? rank(one, text) - rank(other, text) : 0) ?? own) {
      option(field.id, field.label, asked.dataset.field === field.id);
    }
  }
  if (text && !known.some((field) => folded(field.label) === text)) {
    option(`custom.${written.trim()}`, list.dataset.new.replace("*", written.trim()), false);
  }
  const options = choices();
  const selected = options.findIndex((item) => item.getAttribute("aria-selected") === "true");
  mark(text ? 0 : Math.max(selected, 0));
}

function grouped(hits) {
  const groups = new Map();
  for (const field of hits) groups.set(field.group, [...(groups.get(field.group) ?? []), field]);
  return groups;
}

const choices = () => [...list.querySelectorAll("[role=option]")];

function mark(place) {
  const options = choices();
  options[active]?.classList.remove("active");
  active = Math.min(Math.max(place, 0), options.length - 1);
  const item = options[active];
  item?.classList.add("active");
  item?.scrollIntoView({ block: "nearest" });
  if (item) find.setAttribute("aria-activedescendant", item.id);
  else find.removeAttribute("aria-activedescendant");
}

function choose(item) {
  if (!item) return;
  const rows = document.getElementById(asked.id).closest("tbody"); // shown anew while the list was open
  const column = asked.dataset.column;
  dialog.close();
  htmx.ajax("POST", rows.dataset.url, {
    source: rows,
    target: `#column-${column}`,
    swap: "outerHTML",
    values: { file: rows.dataset.file, sheet: rows.dataset.sheet, column, field: item.dataset.field },
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest(".pick-field");
  if (!button) return;
  asked = button;
  dialog.querySelector("h2 span").textContent = button.closest("tr").querySelector(".header").textContent;
  find.value = "";
  dialog.showModal();
  show("");
  find.focus();
});
dialog.addEventListener("close", () => document.getElementById(asked.id)?.focus());
find.addEventListener("input", () => show(find.value));
find.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
  if (step) mark(active + step);
  else if (event.key === "Enter") choose(choices()[active]);
  else return;
  event.preventDefault();
});
list.addEventListener("click", (event) => choose(event.target.closest("[role=option]")));
document.body.addEventListener("htmx:afterSwap", (event) => {
  const row = event.detail.elt;
  if (asked && row?.id === `column-${asked.dataset.column}`) document.getElementById(asked.id)?.focus();
  narrow();
});

// Which columns are shown.
let state = "";
let words = "";

function narrow() {
  for (const button of document.querySelectorAll(".narrowing [data-state]")) {
    button.setAttribute("aria-pressed", String(button.dataset.state === state));
  }
  const input = document.getElementById("narrow");
  if (input && input.value !== words && document.activeElement !== input) input.value = words;
  for (const row of document.querySelectorAll(".fields tbody tr")) {
    const fits = !state || row.dataset.state === state;
    const text = words ? row.querySelector(".header").textContent + row.querySelector(".pick-field").textContent : "";
    row.hidden = !fits || !folded(text).includes(folded(words));
  }
}
document.addEventListener("click", (event) => {
  const button = event.target.closest(".narrowing [data-state]");
  if (!button) return;
  state = button.dataset.state;
  narrow();
});
document.addEventListener("input", (event) => {
  if (event.target.id !== "narrow") return;
  words = event.target.value;
  narrow();
});

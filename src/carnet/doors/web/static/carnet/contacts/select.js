// Choosing contacts in the list: ranges with shift, the whole page, all that the list finds.
const boxes = () => [...document.querySelectorAll("#chosen tbody input[name=key]")];
let last = null;

function shown() {
  const form = document.getElementById("chosen");
  if (!form) return;
  const every = form.elements.all.value === "yes";
  const ticked = boxes().filter((box) => box.checked).length;
  const head = form.querySelector("thead input");
  head.checked = ticked > 0 && ticked === boxes().length;
  head.indeterminate = ticked > 0 && !head.checked;
  const many = every ? Number(form.dataset.total) : ticked;
  const bar = form.querySelector(".bulk");
  bar.querySelector(".many").textContent = many.toLocaleString(document.documentElement.lang);
  bar.querySelector(".every").hidden = every || !head.checked || boxes().length >= Number(form.dataset.total);
}

function all(value) {
  document.getElementById("chosen").elements.all.value = value;
}

document.addEventListener("click", (event) => {
  const box = event.target.closest("#chosen tbody input[name=key]");
  if (!box) return;
  const every = boxes();
  if (event.shiftKey && last && every.includes(last)) {
    const [from, to] = [every.indexOf(last), every.indexOf(box)].sort((a, b) => a - b);
    for (const one of every.slice(from, to + 1)) one.checked = box.checked;
  }
  last = box;
});

document.addEventListener("change", (event) => {
  if (!event.target.closest("#chosen")) return;
  if (event.target.closest("thead")) for (const box of boxes()) box.checked = event.target.checked;
  all("");
  shown();
});

document.addEventListener("click", (event) => {
  if (event.target.closest(".every")) all("yes");
  else if (event.target.closest(".none-of-them")) {
    all("");
    for (const box of boxes()) box.checked = false;
  } else return;
  shown();
  document.querySelector("#chosen thead input").focus();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "x" || event.ctrlKey || event.metaKey || event.altKey) return;
  const row = event.target.closest("#chosen tbody tr");
  if (row) row.querySelector("input[name=key]").click();
});

document.addEventListener("htmx:load", shown);
window.addEventListener("pageshow", shown);

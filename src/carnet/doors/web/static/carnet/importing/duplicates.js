// Duplicates: keys to decide fast. S the same, D different, J and K to move; after a decision the next is shown.
const clusters = () => [...document.querySelectorAll(".cluster")];
let current = -1;

function move(step) {
  const all = clusters();
  if (!all.length) return;
  const here = all.indexOf(document.activeElement.closest?.(".cluster"));
  current = Math.min(Math.max((here < 0 ? current : here) + step, 0), all.length - 1);
  all[current].focus();
  all[current].scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.matches("input:not([type=hidden]), textarea, select")) return;
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") {
    event.preventDefault();
    return move(key === "j" ? 1 : -1);
  }
  if (key !== "s" && key !== "d") return;
  const here = document.activeElement.closest?.(".cluster") ?? clusters()[Math.max(current, 0)];
  const button = here?.querySelector(`[data-key=${key}]`);
  if (!button) return;
  event.preventDefault();
  current = clusters().indexOf(here);
  here.dataset.next = "yes";
  button.click();
});

// Focus goes on to the next cluster after a key, and stays with the cluster after a click.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const here = event.detail.target;
  if (!here.classList?.contains("cluster")) return;
  const id = here.id;
  const onward = "next" in here.dataset;
  current = clusters().indexOf(here);
  document.body.addEventListener("htmx:afterSettle", () => {
    if (onward && current + 1 < clusters().length) move(1);
    else document.getElementById(id)?.focus({ preventScroll: true });
  }, { once: true });
});

// Deciding by keys: each button and link of the pair names its own. All of it also works without.
const help = document.getElementById("keys");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || document.querySelector("dialog[open]")) return;
  if (event.target.matches("textarea, select, input:not([type=radio])")) return;
  if (event.key === "?") help.showModal();
  else {
    const wanted = document.querySelector(`#pair [data-key="${CSS.escape(event.key)}"]`);
    if (!wanted) return;
    wanted.click();
  }
  event.preventDefault();
});

document.getElementById("keys-open")?.removeAttribute("hidden");
document.addEventListener("click", (event) => {
  if (event.target.closest("#keys-open")) help.showModal();
});

// Whoever hears the page is told of the next pair where it begins.
document.addEventListener("htmx:afterSettle", () => document.querySelector("#pair h2")?.focus({ preventScroll: true }));

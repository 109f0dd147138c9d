// Forms of a contact: further entries of a card, suggestions that are taken, answers that take their place.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.take !== undefined) take(button);
  else if (button.dataset.more !== undefined) more(button.closest("[data-family]"));
  else if (button.dataset.less !== undefined) less(button.closest("[data-entry]"));
});

function take(button) {
  const field = document.getElementById(button.dataset.into);
  if (!field) return;
  field.value = button.dataset.take;
  field.focus();
  button.closest("p").remove();
}

// The spare entry is there for those without scripts; with them it is copied when it is asked for.
function more(family) {
  const spare = family.querySelector("[data-spare]");
  const fresh = spare.cloneNode(true);
  fresh.removeAttribute("data-spare");
  fresh.classList.remove("spare");
  fresh.hidden = false;
  spare.before(fresh);
  fresh.querySelector("input").focus();
}

function less(entry) {
  const family = entry.closest("[data-family]");
  entry.remove();
  (family.querySelector("input") ?? family.querySelector("[data-more]")).focus();
}

function ready(root) {
  for (const spare of root.querySelectorAll("[data-spare]")) spare.hidden = true;
  for (const button of root.querySelectorAll("[data-more], [data-less]")) button.hidden = false;
}

// A form that came too late (409) shows what is there now, in its own place.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status !== 409 || !xhr.getResponseHeader("HX-Reswap")) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});
document.addEventListener("htmx:load", (event) => ready(event.target));
ready(document);

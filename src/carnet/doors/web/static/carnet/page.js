// What every page does: alerts from failed parts, menus that close, forms that ask first and are sent once.
const alerts = document.getElementById("alerts");

export function tell(html) {
  alerts.innerHTML = html;
  alerts.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:responseError", (event) => tell(event.detail.xhr.responseText));
const LOST = {
  en: "The server does not answer. Check that Carnet is still running, then try again.",
  fr: "Le serveur ne répond pas. Vérifiez que Carnet est toujours ouvert, puis réessayez.",
};

document.addEventListener("htmx:sendError", () => {
  const lost = document.createElement("p");
  lost.className = "alert error";
  lost.textContent = LOST[document.documentElement.lang];
  alerts.replaceChildren(lost);
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
const LEAVE = { en: "Cancel", fr: "Annuler" };

// A form with data-confirm asks its question in a dialog; the button that goes on is called as in the form.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.confirm || form.dataset.confirmed) return delete form.dataset.confirmed;
  event.preventDefault();
  event.stopImmediatePropagation();
  const asked = document.createElement("dialog");
  const question = document.createElement("p");
  const answers = document.createElement("form");
  question.textContent = form.dataset.confirm;
  question.id = "question";
  asked.setAttribute("aria-labelledby", question.id);
  answers.method = "dialog";
  answers.className = "row";
  const go = event.submitter?.cloneNode(true) ?? document.createElement("button");
  go.removeAttribute("id");
  go.removeAttribute("name");
  go.classList.remove("quiet", "small");
  go.value = "go";
  const leave = document.createElement("button");
  leave.textContent = LEAVE[document.documentElement.lang];
  answers.append(go, leave);
  asked.append(question, answers);
  document.body.append(asked);
  asked.addEventListener("close", () => {
    asked.remove();
    if (asked.returnValue !== "go") return event.submitter?.focus();
    form.dataset.confirmed = "yes";
    form.requestSubmit(event.submitter);
  });
  asked.showModal();
  leave.focus();
}, true);
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  else if (form.getAttribute("method") === "post" && !form.hasAttribute("hx-post")) {
    form.dataset.sent = "yes";
    window.addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
  }
});

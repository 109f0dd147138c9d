// What every page does: alerts from failed parts, menus that close, forms that are sent once.
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
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  else if (form.method === "post" && !form.hasAttribute("hx-post")) {
    form.dataset.sent = "yes";
    window.addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
  }
});

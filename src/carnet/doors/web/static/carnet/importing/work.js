// When the work that a page waits for is done, the page is shown anew; some take the news themselves.
document.addEventListener("worked", () => {
  document.getElementById("alerts").replaceChildren();
  if (!document.querySelector("[data-own-news]")) window.location.reload();
});
// Undo and redo by the usual keys, but for a text that is being written.
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.matches("input:not([type=radio], [type=checkbox]), textarea, [contenteditable]")) return;
  const key = event.key.toLowerCase() === "z" && event.shiftKey ? "y" : event.key.toLowerCase();
  const button = document.querySelector(`#back button[data-key="${CSS.escape(key)}"]:not(:disabled)`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

// When the work that a page waits for is done, the page is shown anew; a grid takes the news itself.
document.addEventListener("worked", () => {
  if (!document.querySelector("[data-own-news]")) window.location.reload();
});

// Who has arrived, every few seconds: htmx asks by itself; here it is told not to while nobody looks at the page.
const list = () => document.getElementById("arrivals");
document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden && event.target === list()) event.preventDefault();
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && list()) window.htmx.trigger(list(), "imece:look");
});

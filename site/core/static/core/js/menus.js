// Menus are <details>: they work without this. Here: Escape and a click elsewhere close them.
const close = (menu, isFocusBack) => {
  menu.open = false;
  if (isFocusBack) menu.querySelector("summary").focus();
};
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("[data-menu][open]")) {
    if (!menu.contains(event.target)) close(menu, false);
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("[data-menu][open]")) close(menu, menu.contains(document.activeElement));
});
document.addEventListener("focusout", (event) => {
  const menu = event.target.closest?.("[data-menu][open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) close(menu, false);
});

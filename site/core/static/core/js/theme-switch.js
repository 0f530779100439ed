// The light and dark switch; the choice stays on this device.
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
const show = () => {
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.setAttribute("aria-label", isDark() ? button.dataset.labelLight : button.dataset.labelDark);
    const use = button.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, isDark() ? "#sun" : "#moon"));
  }
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
    if (root.dataset.theme) meta.content = isDark() ? "#16272b" : "#ffffff";
  }
};
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-theme-switch]")) return;
  root.dataset.theme = isDark() ? "light" : "dark";
  try {
    localStorage.setItem("imece-theme", root.dataset.theme);
  } catch (error) {
    // storage is off: the choice lasts for this page
  }
  show();
});
system.addEventListener("change", show);
show();

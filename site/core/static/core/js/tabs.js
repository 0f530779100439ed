// Tabs without script are headings one below the other with a list of links above; here they become a tab list.
const select = (tabs, wanted, isFocus) => {
  for (const tab of tabs) {
    const isOn = tab === wanted;
    tab.setAttribute("aria-selected", String(isOn));
    tab.tabIndex = isOn ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !isOn;
  }
  if (isFocus) wanted.focus();
};
const prepare = (root) => {
  for (const group of root.querySelectorAll("[data-tabs]:not([data-ready])")) {
    group.dataset.ready = "";
    const list = group.querySelector(".tabs__list");
    const tabs = [...list.querySelectorAll('a[href^="#"]')];
    if (!tabs.length) continue;
    list.setAttribute("role", "tablist");
    for (const tab of tabs) {
      const id = tab.getAttribute("href").slice(1);
      const panel = document.getElementById(id);
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", id);
      if (tab.parentElement !== list) tab.parentElement.setAttribute("role", "presentation");
      tab.id ||= `${id}-tab`;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      panel.tabIndex = 0;
      tab.addEventListener("click", (event) => {
        event.preventDefault();
        select(tabs, tab, true);
      });
      tab.addEventListener("keydown", (event) => {
        const isRtl = getComputedStyle(list).direction === "rtl";
        const forward = isRtl ? "ArrowLeft" : "ArrowRight";
        const back = isRtl ? "ArrowRight" : "ArrowLeft";
        const at = tabs.indexOf(tab);
        const next = { [forward]: at + 1, [back]: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
        if (next === undefined) return;
        event.preventDefault();
        select(tabs, tabs[(next + tabs.length) % tabs.length], true);
      });
    }
    select(tabs, tabs.find((tab) => tab.hash === location.hash) || tabs[0], false);
  }
};
prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.target));

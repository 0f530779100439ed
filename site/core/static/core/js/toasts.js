// Messages: a close button, and good news goes away by itself. Other scripts send one with
// document.dispatchEvent(new CustomEvent("imece:toast", { detail: { text, tone: "success" } }))
const place = document.querySelector("[data-toasts]");
const LINGER = 8000;
const ICONS = { success: "circle-check", error: "triangle-alert", warning: "triangle-alert", info: "info" };
const svg = (name) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  element.setAttribute("class", "icon");
  element.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${place.dataset.sprite}#${name}`);
  element.append(use);
  return element;
};
const prepare = (toast) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "icon-button";
  button.setAttribute("aria-label", place.dataset.closeLabel);
  button.append(svg("x"));
  button.addEventListener("click", () => toast.remove());
  toast.append(button);
  if (toast.dataset.toast !== "success") return;
  let timer = setTimeout(() => toast.remove(), LINGER);
  for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, () => clearTimeout(timer));
  for (const name of ["pointerleave", "focusout"]) {
    toast.addEventListener(name, () => {
      clearTimeout(timer);
      timer = setTimeout(() => toast.remove(), LINGER);
    });
  }
};
if (place) {
  for (const toast of place.querySelectorAll("[data-toast]")) prepare(toast);
  document.addEventListener("imece:toast", ({ detail }) => {
    const tone = ICONS[detail.tone] ? detail.tone : "info";
    const toast = document.createElement("div");
    toast.className = `toast toast--${tone}`;
    toast.dataset.toast = tone;
    const text = document.createElement("span");
    text.className = "toast__text";
    text.textContent = detail.text;
    toast.append(svg(ICONS[tone]), text);
    prepare(toast);
    place.append(toast);
  });
}

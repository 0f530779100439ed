// A visitor's collection: keys of pages in this browser, nothing on the server.
const STORE = "imece-collection";
const LIMIT = 60;
const KEY = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

const read = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(STORE) ?? "[]");
    return Array.isArray(kept) ? kept.filter((key) => KEY.test(key)).slice(0, LIMIT) : [];
  } catch {
    return [];
  }
};
const write = (keys) => {
  try {
    localStorage.setItem(STORE, JSON.stringify([...new Set(keys)].slice(0, LIMIT)));
  } catch {
    // Private windows may refuse; the buttons then show what is really kept.
  }
};
const say = (text) => text && document.dispatchEvent(new CustomEvent("imece:toast", { detail: { text, tone: "success" } }));
const short = (key) => {
  const bytes = key.replaceAll("-", "").match(/../g).map((pair) => Number.parseInt(pair, 16));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};
const long = (text) => {
  const hex = [...atob(text.replaceAll("-", "+").replaceAll("_", "/"))].map((letter) => letter.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};
const query = () => read().map(short).join(".");

const showButtons = () => {
  const kept = read();
  for (const button of document.querySelectorAll("[data-collect]")) {
    const isKept = kept.includes(button.dataset.collect);
    button.setAttribute("aria-pressed", String(isKept));
    button.querySelector("[data-collect-text]").textContent = isKept ? button.dataset.on : button.dataset.off;
  }
};

const list = document.querySelector("[data-device-collection]");
const showList = async () => {
  if (!list) return;
  const items = query();
  const address = `${list.dataset.itemsUrl}?items=${items}`;
  try {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    list.innerHTML = await answer.text();
  } catch {
    list.setAttribute("data-failed", "");
    return;
  }
  const hasPages = Boolean(list.querySelector("[data-page]"));
  const tools = document.querySelector("[data-device-tools]");
  if (tools) tools.hidden = !hasPages;
  const share = document.querySelector("[data-share-collection]");
  if (share) share.dataset.share = new URL(`${list.dataset.ownUrl}?items=${items}`, location.href).href;
  const form = document.querySelector("[data-device-form]");
  if (form) {
    form.hidden = !hasPages;
    form.elements.items.value = items;
  }
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-collect], [data-uncollect], [data-collect-all]");
  if (!button) return;
  const { collect, uncollect, collectAll } = button.dataset;
  if (collect) {
    const kept = read();
    write(kept.includes(collect) ? kept.filter((key) => key !== collect) : [...kept, collect]);
    showButtons();
  } else if (uncollect) {
    write(read().filter((key) => key !== uncollect));
    showList().then(() => (list?.querySelector("[data-uncollect]") ?? document.getElementById("content"))?.focus());
  } else if (collectAll) {
    write([...read(), ...collectAll.split(".").map(long).filter((key) => KEY.test(key))]);
    say(button.dataset.said);
  }
});
addEventListener("storage", (event) => {
  if (event.key === STORE) {
    showButtons();
    showList();
  }
});
showButtons();
showList();

// The search box: suggestions while typing (a combobox by the ARIA pattern), searches made before on this device, and
// what editors may count: that results were seen, and which rank was opened. Without this file the box works as a form.
const STORE = "imece-recent-searches"; // forgotten at sign-out with everything else that is kept (leaving.js)
const MOST = 6;
const WAIT = 200;

const box = document.querySelector(".search-box");
const input = box?.querySelector("#q");
const list = box?.querySelector("#suggestions");
const said = document.querySelector("[data-suggestions-said]");
let active = -1;
let timer = 0;
let asked = "";
let running;

const options = () => [...list.children];
const show = (isOpen) => {
  list.hidden = !isOpen;
  input.setAttribute("aria-expanded", String(isOpen));
  if (!isOpen) choose(-1);
};
const choose = (place) => {
  active = place;
  for (const [index, option] of options().entries()) option.setAttribute("aria-selected", String(index === place));
  const option = options()[place];
  if (option) {
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else input.removeAttribute("aria-activedescendant");
};
const suggest = async () => {
  const text = input.value.trim();
  if (text === asked) return;
  asked = text;
  running?.abort();
  if (text.length < 2) {
    show(false);
    return;
  }
  running = new AbortController();
  try {
    const address = `${box.dataset.suggestUrl}?q=${encodeURIComponent(text)}`;
    const answer = await fetch(address, { signal: running.signal, credentials: "same-origin" });
    if (!answer.ok) return;
    list.innerHTML = await answer.text();
    show(list.children.length > 0);
    said.textContent = list.children.length > 0 ? box.dataset.said : "";
  } catch {
    // Off line, or somebody typed on: the box stays a box.
  }
};
const keys = (event) => {
  if (event.key === "Escape" && !list.hidden) {
    show(false);
    event.preventDefault();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && list.children.length > 0) {
    const last = list.children.length - 1;
    const step = event.key === "ArrowDown" ? 1 : -1;
    if (list.hidden) show(true);
    const next = active + step;
    choose(next > last ? -1 : next < -1 ? last : next);
    event.preventDefault();
  } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
    event.preventDefault();
    location.assign(options()[active].dataset.url);
  }
};

const read = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(STORE) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string" && one.length <= 200).slice(0, MOST) : [];
  } catch {
    return [];
  }
};
const write = (searches) => {
  try {
    if (searches.length > 0) localStorage.setItem(STORE, JSON.stringify(searches.slice(0, MOST)));
    else localStorage.removeItem(STORE);
  } catch {
    // Storage is off: nothing is kept.
  }
};
const showRecent = () => {
  const place = document.querySelector("[data-recent-searches]");
  const searches = read().filter((one) => one !== input.value.trim());
  place.hidden = searches.length === 0;
  const chips = searches.map((text) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.className = "chip";
    link.dir = "auto";
    link.href = `${input.form.action}?q=${encodeURIComponent(text)}`;
    link.textContent = text;
    item.append(link);
    return item;
  });
  place.querySelector("ul").replaceChildren(...chips);
};

if (input && list) {
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) input.setAttribute(name, value);
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, WAIT);
  });
  input.addEventListener("keydown", keys);
  // A little later: a press on an option takes the focus away before it is a click.
  input.addEventListener("blur", () => setTimeout(() => show(false), 150));
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[data-url]");
    if (option) location.assign(option.dataset.url);
  });
  const typed = input.value.trim();
  if (typed) write([typed, ...read().filter((one) => one !== typed)]);
  showRecent();
  document.querySelector("[data-recent-searches] > button").addEventListener("click", () => {
    write([]);
    showRecent();
    input.focus();
  });
}

const results = document.getElementById("results");
const { seal, tellUrl } = results?.dataset ?? {};
const tell = (rank) => {
  const values = new URLSearchParams({ seal });
  if (rank !== undefined) values.set("rank", rank);
  navigator.sendBeacon?.(tellUrl, values);
};
if (seal && !navigator.webdriver) {
  // Going back to results is not asking again.
  const [entry] = performance.getEntriesByType("navigation");
  if (entry?.type !== "back_forward" && entry?.type !== "reload") tell();
  for (const name of ["click", "auxclick"]) {
    results.addEventListener(name, (event) => {
      const link = event.target.closest("a[data-rank]");
      if (link && event.button < 2) tell(link.dataset.rank);
    });
  }
}

// The course builder: drafts save themselves while one types, rows are dragged. Everything else is forms and links
// that htmx swaps in place; without this file the buttons "up", "down" and "Save the draft" do the same.
const PAUSE = 1500;
const timers = new WeakMap();
const builder = () => document.getElementById("builder");

const save = async (form) => {
  const status = form.querySelector("[data-saved]");
  try {
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, credentials: "same-origin",
    });
    const { message, base, changes } = await answer.json();
    if (base) form.elements.base.value = base;
    status.textContent = message;
    if (changes !== undefined) showChanges(changes);
  } catch {
    status.textContent = builder().dataset.lost;
  }
};

const showChanges = (label) => {
  const place = document.querySelector("[data-changes]");
  const badge = document.createElement("span");
  badge.className = "badge badge--now";
  badge.textContent = label;
  place.replaceChildren(...(label ? [badge] : []));
};

const saveSoon = (form) => {
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => form.isConnected && save(form), PAUSE));
};

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-autosave]");
  if (form) saveSoon(form);
});
document.addEventListener("submit", (event) => clearTimeout(timers.get(event.target)), true);

// A screen with errors comes back with status 422 or 409: show it as well.
document.addEventListener("htmx:beforeSwap", (event) => {
  if ([409, 422].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
document.addEventListener("htmx:sendError", () => {
  document.dispatchEvent(new CustomEvent("imece:toast", { detail: { text: builder().dataset.lost, tone: "error" } }));
});
document.addEventListener("htmx:afterSettle", () => {
  const wrong = document.querySelector("#builder [data-error-summary]");
  const asked = document.querySelector("#builder form.form :is(input:not([type=hidden]), textarea)");
  if (wrong) wrong.focus();
  else if (asked && !builder().contains(document.activeElement)) asked.focus();
});

// Dragging by the grip. A module goes among modules, a lesson among the lessons of any module.
let dragged = null;
const rowOf = (element) => element.closest("[data-page]");
const isModule = (row) => row.parentElement.hasAttribute("data-modules");

document.addEventListener("dragstart", (event) => {
  if (!event.target.closest?.("[data-grip]")) return;
  dragged = rowOf(event.target);
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.page);
  event.dataTransfer.setDragImage(dragged, 20, 20);
  dragged.classList.add("is-dragged");
});
document.addEventListener("dragover", (event) => {
  if (!dragged) return;
  const list = isModule(dragged) ? event.target.closest("[data-modules]") : event.target.closest("[data-page]")?.closest("[data-modules] > [data-page]")?.querySelector("[data-lessons]");
  if (!list) return;
  event.preventDefault();
  const rows = [...list.children].filter((row) => row !== dragged);
  const next = rows.find((row) => {
    const box = row.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2;
  });
  if (next !== dragged.nextElementSibling || dragged.parentElement !== list) list.insertBefore(dragged, next ?? null);
});
document.addEventListener("drop", (event) => {
  if (dragged) event.preventDefault();
});
document.addEventListener("dragend", (event) => {
  if (!dragged) return;
  const row = dragged;
  dragged = null;
  row.classList.remove("is-dragged");
  const form = document.getElementById("place");
  const list = row.parentElement;
  if (event.dataTransfer.dropEffect === "none") {
    location.reload();
    return;
  }
  form.elements.page.value = row.dataset.page;
  form.elements.parent.value = list.dataset.lessons ?? list.dataset.modules;
  form.elements.position.value = [...list.children].indexOf(row);
  form.requestSubmit();
});

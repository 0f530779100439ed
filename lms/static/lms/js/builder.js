// The course builder: drafts save themselves while one types, rows are dragged. Everything else is forms and links
// that htmx swaps in place; without this file the buttons "up", "down" and "Save the draft" do the same.
const PAUSE = 1500;
const AGAIN = 5000;
const timers = new WeakMap();
const typed = new WeakSet(); // forms with something that the server does not have
const failed = new WeakSet(); // forms whose last save did not get through
const sending = new WeakMap(); // forms -> the save that is under way
const warned = new WeakSet();
const builder = () => document.getElementById("builder");
const typedForm = () => [...document.querySelectorAll("#builder form.form")].find((form) => typed.has(form));
const isDraft = (form) => form.hasAttribute("data-autosave");

const ask = async (form, keepalive) => {
  const status = form.querySelector("[data-saved]");
  typed.delete(form);
  try {
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, credentials: "same-origin", keepalive,
    });
    const { message, base, changes } = await answer.json();
    if (base) form.elements.base.value = base;
    status.textContent = message;
    if (changes !== undefined) showChanges(changes);
    failed.delete(form);
    if (answer.ok) return true;
    typed.add(form);
  } catch {
    typed.add(form);
    failed.add(form);
    status.textContent = builder().dataset.lost;
    saveSoon(form, AGAIN);
  }
  return false;
};

// One save at a time: a second one would still name the draft that the first one has just replaced.
const save = async (form, keepalive = false) => {
  clearTimeout(timers.get(form));
  while (sending.has(form)) await sending.get(form);
  if (!typed.has(form)) return true;
  const one = ask(form, keepalive);
  sending.set(form, one);
  const isSaved = await one;
  sending.delete(form);
  return isSaved;
};

const showChanges = (label) => {
  const place = document.querySelector("[data-changes]");
  const badge = document.createElement("span");
  badge.className = "badge badge--now";
  badge.textContent = label;
  place.replaceChildren(...(label ? [badge] : []));
  if (label) document.querySelector("[data-publish]").classList.remove("button--outline");
};

const saveSoon = (form, pause = PAUSE) => {
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => form.isConnected && save(form), pause));
};

document.addEventListener("input", (event) => {
  const form = event.target.closest("#builder form.form");
  if (!form) return;
  typed.add(form);
  warned.delete(form);
  if (isDraft(form)) saveSoon(form);
});
document.addEventListener("submit", (event) => {
  clearTimeout(timers.get(event.target));
  typed.delete(event.target);
}, true);

// Whoever goes elsewhere in the builder takes her draft along; of a form that saves nothing by itself she is asked.
const mayGo = async (form) => {
  if (!isDraft(form)) return confirm(builder().dataset.unsaved);
  if (await save(form)) return true;
  if (warned.has(form)) return true;
  warned.add(form);
  form.querySelector("[data-saved]").scrollIntoView({ block: "center" });
  return false;
};
document.addEventListener("htmx:confirm", (event) => {
  const form = typedForm();
  const isCancel = form && !isDraft(form) && form.contains(event.target);
  if (!form || form === event.target || isCancel) return;
  event.preventDefault();
  mayGo(form).then((goes) => {
    if (!goes) return;
    typed.delete(form);
    event.detail.issueRequest(true);
  });
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#builder [hx-boost=false] a[href], #builder a[hx-boost=false]");
  const form = link && typedForm();
  if (!form || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  mayGo(form).then((goes) => {
    if (!goes) return;
    typed.delete(form);
    location.assign(link.href);
  });
});
addEventListener("beforeunload", (event) => {
  const form = typedForm();
  if (!form) return;
  if (isDraft(form)) save(form, true);
  if (!isDraft(form) || failed.has(form)) event.preventDefault();
});

// A screen with errors comes back with status 422 or 409: show it as well.
document.addEventListener("htmx:beforeSwap", (event) => {
  if ([409, 422].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
document.addEventListener("htmx:sendError", (event) => {
  if (event.target.matches("form.form")) typed.add(event.target);
  document.dispatchEvent(new CustomEvent("imece:toast", { detail: { text: builder().dataset.lost, tone: "error" } }));
});
document.addEventListener("htmx:afterSettle", () => {
  const wrong = document.querySelector("#builder [data-error-summary]");
  const asked = document.querySelector("#builder form.form :is(input:not([type=hidden]), textarea)");
  if (wrong) {
    typed.add(wrong.closest("form"));
    wrong.focus();
  }
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
const follow = (event) => {
  if (!dragged) return;
  const list = isModule(dragged) ? event.target.closest?.("[data-modules]") : event.target.closest?.("[data-page]")?.closest("[data-modules] > [data-page]")?.querySelector("[data-lessons]");
  if (!list) return;
  event.preventDefault();
  const rows = [...list.children].filter((row) => row !== dragged);
  const next = rows.find((row) => {
    const box = row.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2;
  });
  if (next !== dragged.nextElementSibling || dragged.parentElement !== list) list.insertBefore(dragged, next ?? null);
};
// A row that is let go the moment it enters a place has no "dragover" there.
document.addEventListener("dragenter", follow);
document.addEventListener("dragover", follow);
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

// The lesson screen. Without this file everything works by ordinary pages; with it "Done, next lesson" brings only the
// new text, and a change of language keeps the place.
const content = document.getElementById("content");
const PLACE = "imece:lesson-place";

const blocksOf = () => [...document.querySelectorAll(".lesson-body > *")];

const keepPlace = () => {
  const blocks = blocksOf();
  const index = blocks.findIndex((block) => block.getBoundingClientRect().bottom > 80);
  const lesson = document.querySelector("[data-lesson]")?.dataset.lesson;
  if (lesson && index > 0) sessionStorage.setItem(PLACE, JSON.stringify({ lesson, index, of: blocks.length }));
};

const findPlace = () => {
  const kept = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (!kept) return;
  const { lesson, index, of } = JSON.parse(kept);
  const blocks = blocksOf();
  if (document.querySelector("[data-lesson]")?.dataset.lesson !== lesson || !blocks.length) return;
  const same = blocks.length === of ? index : Math.round((index * blocks.length) / of);
  blocks[Math.min(same, blocks.length - 1)].scrollIntoView({ behavior: "instant", block: "start" });
};

document.addEventListener("click", (event) => {
  if (event.target.closest(".languages a")) keepPlace();
});

const show = (text, address) => {
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.getElementById("content");
  if (!fresh?.querySelector("[data-lesson]")) return false;
  content.replaceChildren(...document.importNode(fresh, true).childNodes);
  for (const part of [".languages", ".breadcrumb"]) {
    const now = document.querySelector(part);
    const then = page.querySelector(part);
    if (now && then) now.replaceWith(document.importNode(then, true));
  }
  document.title = page.title;
  history.pushState({ isLesson: true }, "", address);
  scrollTo({ top: 0, behavior: "instant" });
  content.querySelector("h1")?.focus({ preventScroll: true });
  // Script that comes with new text does not run by itself.
  if (content.querySelector("h5p-frame")) import("./h5p-frame.js");
  if (content.querySelector("lesson-video")) import("./video-player.js");
  return true;
};

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-lesson-done]");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  const button = form.querySelector("button");
  button.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    if (!show(await answer.text(), answer.url)) location.assign(answer.url);
  } catch {
    // The ordinary way says what is wrong: no connection, signed out, gone.
    form.submit();
  }
});

addEventListener("popstate", () => location.reload());
findPlace();

// Chapters and lines of a video: one press leads there, and what is said now is marked.
const NONE = { show() {} };

// `list`: its items have data-from (and data-to) in seconds; `go` is called with the second.
export function makeList(list, go) {
  if (!list) return NONE;
  const items = [...list.children];
  for (const item of items) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "video-list__go";
    button.append(...item.childNodes);
    button.addEventListener("click", () => go(Number(item.dataset.from)));
    item.append(button);
  }
  let marked = null;

  const mark = (item, isNow) => {
    item.classList.toggle("is-now", isNow);
    if (isNow) item.firstElementChild.setAttribute("aria-current", "true");
    else item.firstElementChild.removeAttribute("aria-current");
  };

  return {
    show(place) {
      const begun = items.filter((item) => Number(item.dataset.from) <= place + 0.05).pop();
      const now = begun && (!begun.dataset.to || place < Number(begun.dataset.to)) ? begun : null;
      if (now === marked) return;
      if (marked) mark(marked, false);
      if (now) mark(now, true);
      marked = now;
      // Only the list itself scrolls, never the page; and not under the finger of whoever is in it.
      if (now && !list.contains(document.activeElement)) {
        list.scrollTop = now.offsetTop - list.offsetTop - list.clientHeight / 3;
      }
    },
  };
}

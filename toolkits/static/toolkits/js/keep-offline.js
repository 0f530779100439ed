// "Keep for offline reading": puts this public page and its pictures into a cache that the service worker answers from.
const CACHE = "kept-pages";
const button = document.querySelector("[data-keep-offline]");
const address = location.origin + location.pathname;

const show = (isKept) => {
  button.setAttribute("aria-pressed", String(isKept));
  button.querySelector("[data-keep-text]").textContent = isKept ? button.dataset.on : button.dataset.off;
};
const parts = () => {
  const pictures = [...document.querySelectorAll("main img")].map((picture) => picture.currentSrc || picture.src);
  const files = [...document.querySelectorAll('link[rel="stylesheet"], script[src]')].map((file) => file.href || file.src);
  return [...pictures, ...files].filter((part) => new URL(part).origin === location.origin);
};
const keep = async () => {
  const cache = await caches.open(CACHE);
  // Without cookies: what is kept on the device is the page that every visitor sees.
  const page = await fetch(address, { credentials: "omit", cache: "reload" });
  if (!page.ok) throw new Error(String(page.status));
  await cache.put(address, page);
  await Promise.allSettled(parts().map((part) => cache.add(part)));
};

if (button && "caches" in window && "serviceWorker" in navigator) {
  button.hidden = false;
  caches.open(CACHE).then((cache) => cache.match(address, { ignoreVary: true })).then((kept) => {
    show(Boolean(kept));
    // A kept page is renewed whenever it is read with a connection.
    if (kept && navigator.onLine) keep().catch(() => {});
  });
  button.addEventListener("click", async () => {
    const isKept = button.getAttribute("aria-pressed") === "true";
    try {
      if (isKept) await (await caches.open(CACHE)).delete(address, { ignoreVary: true });
      else await keep();
      show(!isKept);
    } catch {
      document.dispatchEvent(new CustomEvent("imece:toast", { detail: { text: button.dataset.failed, tone: "error" } }));
    }
  });
}

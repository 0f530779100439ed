// Keeps style, script and fonts, and one offline page for each language. Pages always come from the network.
const CACHE = "imece-{{ version|escapejs }}";
const STATIC = "{{ static_prefix|escapejs }}";
// Public pages that somebody keeps for offline reading (toolkits/js/keep-offline.js); never tidied away here.
const KEPT = "kept-pages";
const ASSETS = [{% for asset in assets %}"{{ asset|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
// Only files with a digest in their name never change; others are asked for again each time.
const FIXED = /\.[0-9a-f]{12}\.\w+$/;
const offlinePage = (path) => (/^\/(en|ar)\//.exec(path)?.[0] ?? "/") + "offline/";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(ASSETS)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const tidy = caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("imece-") && name !== CACHE).map((name) => caches.delete(name))));
  event.waitUntil(tidy.then(() => self.clients.claim()));
});

async function fromCacheFirst(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && answer.type === "basic") (await caches.open(CACHE)).put(request, answer.clone());
  return answer;
}

async function fromNetworkFirst(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(request);
    if (kept) return kept;
    throw error;
  }
}

async function keepOfflinePage(path) {
  const cache = await caches.open(CACHE);
  const page = offlinePage(path);
  if (await cache.match(page)) return;
  const answer = await fetch(page, { credentials: "omit" });
  if (answer.ok) await cache.put(page, answer);
}

async function openPage(event) {
  const path = new URL(event.request.url).pathname;
  try {
    const answer = await fetch(event.request);
    event.waitUntil(keepOfflinePage(path).catch(() => {}));
    return answer;
  } catch (error) {
    const kept = await (await caches.open(KEPT)).match(location.origin + path, { ignoreVary: true });
    return kept ?? (await caches.match(offlinePage(path))) ?? (await caches.match("/offline/")) ?? Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(openPage(event));
  else if (url.pathname.startsWith(STATIC)) event.respondWith(FIXED.test(url.pathname) ? fromCacheFirst(request) : fromNetworkFirst(request));
  else if (request.destination === "image") event.respondWith(fromNetworkFirst(request));
});

// Messages that come while the site is not open (notifications.channels.web_push makes them).
self.addEventListener("push", (event) => {
  let told;
  try {
    told = event.data.json();
  } catch (error) {
    return;
  }
  event.waitUntil(self.registration.showNotification(told.title, {
    body: told.body,
    tag: told.tag,
    lang: told.lang,
    dir: told.dir,
    icon: STATIC + "core/icon-192.png",
    data: { address: told.address },
  }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data?.address ?? "/", location.origin);
  if (address.origin !== location.origin) return;
  event.waitUntil(self.clients.matchAll({ type: "window" }).then(async (open) => {
    const here = open.find((page) => new URL(page.url).pathname === address.pathname);
    return here ? here.focus() : self.clients.openWindow(address.href);
  }));
});

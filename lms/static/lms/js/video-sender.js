// What was watched, on the way to the server: in order, again and again until it is there, kept on this device meanwhile.
import { post } from "./posting.js";
import { sealedStore } from "./sealed-store.js";

export const PREFIX = "imece-video-";
const WAITS = [1000, 2000, 4000, 8000, 15000, 30000];
const MOST_KEPT = 500;
const MOST_PARTS = 100;

export const newKey = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const one = crypto.getRandomValues(new Uint8Array(16));
  one[6] = (one[6] & 15) | 64;
  one[8] = (one[8] & 63) | 128;
  const hex = [...one].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

// `told`: {status(name), progress(data), opened(data)}; names of status: saved, saving, waiting, out, refused.
export function openSender({ place, openUrl, reportUrl }, told) {
  let opening = null;
  let store = null;
  let items = [];
  let tries = 0;
  let timer = 0;
  let underWay = null;
  let isClosed = false;

  const now = () => Date.now() + (opening?.ahead || 0);
  const keep = () => (items.length ? store?.write({ items }) : store?.clear());
  const soon = (pause) => {
    clearTimeout(timer);
    if (!isClosed) timer = setTimeout(flush, pause);
  };
  const later = () => soon(WAITS[Math.min(tries++, WAITS.length - 1)]);

  const troubled = (status) => {
    if (status === 401) told.status("out");
    else if (status === 0 || status >= 500 || status === 429 || status === 403) told.status("waiting");
    else told.status("refused");
    if (status !== 404) later();
    return false;
  };

  async function open() {
    const { status, data } = await post(openUrl, {});
    if (status !== 200) return troubled(status);
    const isFirst = !opening;
    opening = { token: data.token, ahead: data.clock - Date.now() };
    if (!store) {
      store = sealedStore(PREFIX + place, data.key);
      const left = await store.read();
      const known = new Set(items.map((item) => item.key));
      items = [...(left?.items || []).filter((item) => !known.has(item.key)), ...items];
    }
    if (isFirst) told.opened(data.progress);
    else told.progress(data.progress);
    return true;
  }

  async function sendAll() {
    if (!opening && !(await open())) return;
    while (items.length) {
      const item = items[0];
      item.token ||= opening.token;
      const { status, data } = await post(reportUrl, item);
      if (status === 410 && item.token === opening.token) {
        // This page lay open for days. What it says of that time cannot be counted any more; what comes now can.
        items = items.filter((one) => one !== item);
        opening = null;
        if (!(await open())) return;
      } else if (status === 200 || status === 410 || status === 413 || status === 422) {
        items = items.filter((one) => one !== item);
        if (data.progress) told.progress(data.progress);
      } else {
        troubled(status);
        return;
      }
      keep();
    }
    tries = 0;
    told.status("saved");
  }

  // One at a time, so that order is kept; whoever asks meanwhile waits for the one under way.
  function flush() {
    clearTimeout(timer);
    if (isClosed) return Promise.resolve();
    underWay ||= sendAll().finally(() => (underWay = null));
    return underWay;
  }

  const online = () => {
    tries = 0;
    flush();
  };
  addEventListener("online", online);

  return {
    begin: flush,
    // Parts in seconds, in the order in which they were watched.
    say(parts, position) {
      if (items.length >= MOST_KEPT) return;
      for (let from = 0; from === 0 || from < parts.length; from += MOST_PARTS) {
        items.push({
          token: opening?.token, key: newKey(), parts: parts.slice(from, from + MOST_PARTS), position,
          sequence: Math.round(now()),
        });
      }
      keep();
      told.status(navigator.onLine ? "saving" : "waiting");
      soon(50);
    },
    // The page goes away: the newest is given to the browser, which sends it by itself; it stays kept until it is known
    // to have arrived, and the same report twice is one.
    leave() {
      if (!opening) return;
      for (const item of items.slice(-8)) {
        item.token ||= opening.token;
        post(reportUrl, item, { keepalive: true });
      }
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      removeEventListener("online", online);
    },
  };
}

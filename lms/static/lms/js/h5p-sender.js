// What a package reports and where she stopped, on the way to the server: in order, again and again until it is there,
// kept on this device meanwhile. It waits outside the frame, which can keep nothing.
import { post } from "./posting.js";
import { sealedStore } from "./sealed-store.js";

export const PREFIX = "imece-h5p-";
const WAITS = [1000, 2000, 4000, 8000, 15000, 30000];
const STATE_PAUSE = 1500;
const MOST_ITEMS = 50;
const MOST_BYTES = 200 * 1024;
const MOST_KEPT = 2000;
const KEEPALIVE_BYTES = 60 * 1024;

const newKey = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const one = crypto.getRandomValues(new Uint8Array(16));
  one[6] = (one[6] & 15) | 64;
  one[8] = (one[8] & 63) | 128;
  const hex = [...one].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

// `told`: {status(name), progress(data), over()}; names of status: saved, saving, waiting, out, refused.
export function openSender(place, told) {
  let launch = null;
  let store = null;
  let items = [];
  let states = {};
  let sequence = 0;
  let tries = 0;
  let timer = 0;
  let isSending = false;
  let underWay = Promise.resolve();
  let isOver = false;
  let isClosed = false;

  const now = () => Date.now() + (launch?.ahead || 0);
  const hasSome = () => items.length > 0 || Object.keys(states).length > 0;
  const keep = () => (hasSome() ? store?.write({ items, states }) : store?.clear());
  const soon = (pause) => {
    clearTimeout(timer);
    if (!isClosed) timer = setTimeout(flush, pause);
  };

  const batch = () => {
    const part = [];
    let size = 0;
    for (const item of items.slice(0, MOST_ITEMS)) {
      size += JSON.stringify(item).length * 2;
      if (part.length && size > MOST_BYTES) break;
      part.push(item);
    }
    return part;
  };

  // What an answer means for the queue: true when the next thing may go.
  const settled = (status) => {
    if (status === 410) {
      isOver = true;
      told.over();
      return false;
    }
    if (status === 401) told.status("out");
    else if (status === 0 || status >= 500 || status === 429 || status === 403) told.status("waiting");
    else told.status("refused");
    if (status === 404) return false;
    soon(WAITS[Math.min(tries++, WAITS.length - 1)]);
    return false;
  };

  async function sendItems() {
    while (items.length) {
      const part = batch();
      const { status, data } = await post(launch.statements_url, { items: part });
      if (status === 200) {
        const done = new Set([...(data.stored || []), ...(data.repeated || []), ...(data.refused || []).map((one) => one[0])]);
        const before = items.length;
        items = items.filter((item) => !done.has(item.key));
        if (items.length === before) items = items.filter((item) => !part.includes(item));
        keep();
        if (data.progress) told.progress(data.progress);
      } else if (status === 413 || status === 422 || status === 400) {
        // Something in it cannot be read. Alone, the good ones get through.
        if (part.length === 1) items = items.filter((item) => item !== part[0]);
        else if (!(await sendSingly(part))) return false;
        keep();
      } else return settled(status);
    }
    return true;
  }

  async function sendSingly(part) {
    for (const item of part) {
      const { status, data } = await post(launch.statements_url, { items: [item] });
      if (status !== 200 && status !== 413 && status !== 422 && status !== 400) return settled(status);
      items = items.filter((one) => one !== item);
      if (data.progress) told.progress(data.progress);
    }
    return true;
  }

  async function sendStates() {
    for (const [sub, one] of Object.entries(states)) {
      const { status } = await post(launch.state_url, { sub, ...one });
      if (status !== 204 && status !== 409 && status !== 413 && status !== 422 && status !== 400) return settled(status);
      if (states[sub]?.sequence === one.sequence) delete states[sub];
      keep();
    }
    return true;
  }

  const sendAll = async () => {
    isSending = true;
    const isThere = (await sendItems()) && (await sendStates());
    isSending = false;
    if (!isThere) return;
    tries = 0;
    if (hasSome()) soon(100);
    else told.status("saved");
  };

  // One at a time, so that order is kept; whoever asks meanwhile waits for the one under way.
  function flush() {
    clearTimeout(timer);
    if (isSending) return underWay;
    if (!launch || isOver || isClosed || !hasSome()) return Promise.resolve();
    underWay = sendAll();
    return underWay;
  }

  const online = () => {
    tries = 0;
    flush();
  };
  addEventListener("online", online);

  return {
    // A launch, as the server gave it. What was left of the same attempt comes before what is new.
    async take(given) {
      launch = { ...given, ahead: given.clock - Date.now() };
      isOver = false;
      store = sealedStore(PREFIX + place, given.key, { registration: given.registration });
      const left = await store.read();
      if (left) {
        const known = new Set(items.map((item) => item.key));
        items = [...(left.items || []).filter((item) => !known.has(item.key)), ...items];
        states = { ...(left.states || {}), ...states };
      }
      sequence = Math.max(sequence, ...Object.values(states).map((one) => one.sequence), 0);
    },
    // Everything that waits, now: before the frame is loaded, so that the server knows the newest state.
    async flushAll() {
      await flush();
      await flush();
      return !hasSome();
    },
    statement(statement) {
      if (items.length >= MOST_KEPT) return;
      items.push({ key: newKey(), statement, at: new Date(now()).toISOString() });
      keep();
      if (!isSending) told.status(navigator.onLine ? "saving" : "waiting");
      soon(50);
    },
    state(sub, state) {
      sequence = Math.max(sequence + 1, now());
      states[sub] = { state, sequence };
      keep();
      if (!isSending) told.status(navigator.onLine ? "saving" : "waiting");
      soon(STATE_PAUSE);
    },
    // The page goes away: what is not there yet is given to the browser, which sends it by itself; what does not get
    // through is still kept here.
    leave() {
      if (!launch || isOver || !hasSome()) return;
      let room = KEEPALIVE_BYTES;
      const part = batch();
      const size = JSON.stringify(part).length;
      if (part.length && size < room) {
        room -= size;
        post(launch.statements_url, { items: part }, { keepalive: true });
      }
      for (const [sub, one] of Object.entries(states)) {
        room -= one.state?.length || 0;
        if (room > 0) post(launch.state_url, { sub, ...one }, { keepalive: true });
      }
    },
    get isEmpty() {
      return !hasSome();
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      removeEventListener("online", online);
    },
  };
}

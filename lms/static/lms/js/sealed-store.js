// What is not on the server yet, kept on this device: one entry a thing, encrypted with a key that only the signed-in
// person's page holds. Without a secure context there is no encryption: then it lives with the tab.
const subtle = globalThis.crypto?.subtle;
export const area = subtle ? localStorage : sessionStorage;
const MAX_AGE = 30 * 24 * 3600 * 1000;
const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const toText = (buffer) => {
  let text = "";
  for (const one of new Uint8Array(buffer)) text += String.fromCharCode(one);
  return btoa(text);
};
const toBytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

// `open`: what may stand beside the sealed text unencrypted, for finding the key again.
export function sealedStore(name, secret, open = {}) {
  const key = subtle?.importKey("raw", bytes(secret), "AES-GCM", false, ["encrypt", "decrypt"]);
  let turn = Promise.resolve();
  const write = async (text) => {
    if (!subtle) return area.setItem(name, JSON.stringify({ ...open, plain: text, at: Date.now() }));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await subtle.encrypt({ name: "AES-GCM", iv }, await key, new TextEncoder().encode(text));
    area.setItem(name, JSON.stringify({ ...open, iv: toText(iv), text: toText(sealed), at: Date.now() }));
  };
  return {
    async read() {
      try {
        const kept = JSON.parse(area.getItem(name) || "{}");
        if (kept.plain) return JSON.parse(kept.plain);
        if (!kept.iv) return null;
        const plain = await subtle.decrypt({ name: "AES-GCM", iv: toBytes(kept.iv) }, await key, toBytes(kept.text));
        return JSON.parse(new TextDecoder().decode(plain));
      } catch {
        return null;
      }
    },
    write(value) {
      const text = JSON.stringify(value);
      turn = turn.then(() => write(text)).catch(() => {});
      return turn;
    },
    clear() {
      turn = turn.then(() => area.removeItem(name)).catch(() => {});
      return turn;
    },
  };
}

export function openPart(name) {
  try {
    return JSON.parse(area.getItem(name) || "null");
  } catch {
    return null;
  }
}

export function forgetOld(prefix) {
  for (const name of Object.keys(area)) {
    if (!name.startsWith(prefix)) continue;
    try {
      if (Date.now() - (JSON.parse(area.getItem(name)).at || Date.now()) > MAX_AGE) area.removeItem(name);
    } catch {
      area.removeItem(name);
    }
  }
}

// Answers that are not on the server yet, kept on this device: one entry an attempt, encrypted with a key that only
// the signed-in person's page holds. Without a secure context there is no encryption: then they live with the tab.
const PREFIX = "imece-quiz-";
const MAX_AGE = 30 * 24 * 3600 * 1000;
const subtle = globalThis.crypto?.subtle;
const area = subtle ? localStorage : sessionStorage;
const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));
const toBytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

export function openStore(attempt, secret) {
  const name = PREFIX + attempt;
  const key = subtle?.importKey("raw", bytes(secret), "AES-GCM", false, ["encrypt", "decrypt"]);
  let turn = Promise.resolve();
  const write = async (answers) => {
    if (!Object.keys(answers).length) return area.removeItem(name);
    const text = JSON.stringify(answers);
    if (!subtle) return area.setItem(name, text);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await subtle.encrypt({ name: "AES-GCM", iv }, await key, new TextEncoder().encode(text));
    area.setItem(name, JSON.stringify({ iv: toText(iv), text: toText(sealed), at: Date.now() }));
  };
  return {
    async read() {
      try {
        const kept = JSON.parse(area.getItem(name) || "{}");
        if (!kept.iv) return kept;
        const plain = await subtle.decrypt({ name: "AES-GCM", iv: toBytes(kept.iv) }, await key, toBytes(kept.text));
        return JSON.parse(new TextDecoder().decode(plain));
      } catch {
        return {};
      }
    },
    write(answers) {
      const copy = { ...answers };
      turn = turn.then(() => write(copy)).catch(() => {});
      return turn;
    },
    clear() {
      turn = turn.then(() => area.removeItem(name));
    },
  };
}

export function forgetOld() {
  for (const name of Object.keys(area)) {
    if (!name.startsWith(PREFIX)) continue;
    try {
      if (Date.now() - (JSON.parse(area.getItem(name)).at || Date.now()) > MAX_AGE) area.removeItem(name);
    } catch {
      area.removeItem(name);
    }
  }
}

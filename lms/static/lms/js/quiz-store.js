// Answers that are not on the server yet, kept on this device: one entry an attempt.
import { forgetOld as forget, sealedStore } from "./sealed-store.js";

const PREFIX = "imece-quiz-";

export function openStore(attempt, secret) {
  const store = sealedStore(PREFIX + attempt, secret);
  return {
    read: async () => (await store.read()) || {},
    write: (answers) => (Object.keys(answers).length ? store.write({ ...answers }) : store.clear()),
    clear: () => store.clear(),
  };
}

export function forgetOld() {
  forget(PREFIX);
}

// The page around the editor's frame. It believes a message only from that frame and its host, in the one shape it knows,
// and only after the person pressed "Save".
const SILENCE = 20_000;

const root = document.querySelector("[data-h5p-authoring]");
const frame = root.querySelector("iframe");
const status = root.querySelector("[data-status]");
const saveForm = root.querySelector("[data-save-form]");
const saveButton = root.querySelector("[data-save-button]");
const sureButton = root.querySelector("[data-sure-button]");
const { origin, save, textReady, textSaving, textInvalid, textSilent, textFailed, textSignedOut } = root.dataset;

let isAsked = false;
let isSure = false;
let isLeaving = false;
let silence;

const say = (text) => { status.textContent = text; };
const rest = (text) => {
  isAsked = false;
  clearTimeout(silence);
  saveButton.disabled = false;
  say(text);
};

addEventListener("message", (event) => {
  if (event.source !== frame.contentWindow || event.origin !== origin) return;
  const message = event.data;
  if (typeof message !== "object" || message === null) return;
  if (message.imece === "ready") rest(textReady);
  else if (message.imece === "failed") say(textSilent);
  else if (message.imece === "invalid" && isAsked) rest(textInvalid);
  else if (message.imece === "content" && isAsked) {
    clearTimeout(silence);
    isAsked = false;
    send(message);
  }
});

saveForm.addEventListener("submit", (event) => {
  event.preventDefault();
  if (isAsked) return;
  isSure = event.submitter === sureButton;
  isAsked = true;
  saveButton.disabled = true;
  say(textSaving);
  silence = setTimeout(() => rest(textSilent), SILENCE);
  frame.contentWindow.postMessage({ imece: "save" }, origin);
});

const post = (body, token) => fetch(save, {
  method: "POST", body, redirect: "manual", credentials: "same-origin",
  headers: { "Content-Type": "application/json", "X-CSRFToken": token },
});

// Whoever signed in again in another tab has another token than the one this page was made with.
async function freshToken() {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-save-form] [name=csrfmiddlewaretoken]")?.value;
}

async function send({ library, params, metadata }) {
  const body = JSON.stringify({ key: root.dataset.key, library, params, metadata, sure: isSure });
  const isShut = (answer) => answer.type === "opaqueredirect" || answer.status === 403;
  let answer, said;
  try {
    answer = await post(body, saveForm.elements.csrfmiddlewaretoken.value);
    if (isShut(answer)) {
      const token = await freshToken();
      if (token) answer = await post(body, token);
      if (isShut(answer)) { rest(textSignedOut); return; }
    }
    said = await answer.json();
  } catch {
    rest(textFailed);
    return;
  }
  if (answer.ok) {
    isLeaving = true;
    location.assign(said.next);
    return;
  }
  sureButton.hidden = answer.status !== 409;
  rest(said.message || textFailed);
}

root.querySelector("[data-leave-form]").addEventListener("submit", () => { isLeaving = true; });
addEventListener("beforeunload", (event) => {
  if (!isLeaving && !saveButton.disabled) event.preventDefault();
});

// The register: each tap is saved at once, retried while there is no connection. Without this script it is a form.
const form = document.querySelector("[data-register]");
const state = form.querySelector("[data-register-state]");
const reasonBox = form.querySelector("[data-register-reason]");
const reason = form.elements.reason;
const count = form.querySelector("[data-register-count]");
const all = form.querySelector("[data-register-all]");
const csrf = () => document.cookie.split("; ").find((one) => one.startsWith("imece_csrf="))?.slice(11);
let queue = {};
let isSending = false;
let tries = 0;

const say = (name, text) => {
  state.textContent = text || state.dataset[name] || "";
  state.dataset.tone = name;
};

function show(data) {
  for (const [member, was] of Object.entries(data.entries)) {
    if (queue[`p-${member}`]) continue;
    for (const input of form.querySelectorAll(`[name="p-${CSS.escape(member)}"]`)) input.checked = input.value === was;
  }
  const total = Object.keys(data.entries).length;
  count.textContent = count.dataset.text.replace("%(done)s", data.recorded).replace("%(all)s", total);
  if (all) all.hidden = data.recorded >= total;
}

async function flush() {
  const sent = { ...queue };
  if (isSending || !Object.keys(sent).length) return;
  isSending = true;
  say("saving");
  const body = new FormData();
  for (const [name, one] of Object.entries(sent)) body.set(name, one.value);
  body.set("key", Object.values(sent).map((one) => one.key).join("").slice(0, 58));
  if (reason?.value) body.set("reason", reason.value);
  let answer = null;
  try {
    answer = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "X-CSRFToken": csrf() || form.elements.csrfmiddlewaretoken.value },
      redirect: "error",
    });
  } catch {
    answer = null;
  }
  isSending = false;
  if (!answer || answer.status >= 500) {
    say("waiting");
    setTimeout(flush, Math.min(1000 * 2 ** tries++, 15000));
    return;
  }
  tries = 0;
  if (answer.status === 401 || answer.status === 403) return say("out");
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    say("refused", data.error);
    if (data.needs_reason) {
      reasonBox.hidden = false;
      reason.focus();
    }
    return;
  }
  for (const name of Object.keys(sent)) if (queue[name] === sent[name]) delete queue[name];
  show(data);
  say("saved");
  flush();
}

const key = () => Math.random().toString(36).slice(2, 12).padEnd(10, "0");
form.addEventListener("change", (event) => {
  if (event.target.type === "radio") queue[event.target.name] = { value: event.target.value, key: key() };
  flush();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.submitter?.name === "all") queue.all = { value: "1", key: key() };
  flush();
});
addEventListener("online", flush);
addEventListener("beforeunload", (event) => {
  if (Object.keys(queue).length) event.preventDefault();
});

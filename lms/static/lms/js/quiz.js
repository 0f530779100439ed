// Taking a quiz: each answer goes to the server at once and waits on the device while there is no way; the clock shown
// is the server's. Without this script the page is a plain form.
import { post } from "./posting.js";
import { forgetOld, openStore } from "./quiz-store.js";

const WAITS = [1000, 2000, 4000, 8000, 15000];
const ANSWER_SECONDS = 15;

function run(form) {
  const store = openStore(form.dataset.quiz, form.dataset.key);
  const state = form.querySelector("[data-quiz-state]");
  const questions = [...form.querySelectorAll("[data-question]")];
  let sequence = Number(form.elements.sequence.value);
  let pending = {};
  let tries = 0;
  let timer = 0;
  let isSending = false;
  let isLeaving = false;
  let clock = null;

  const say = (name) => {
    state.textContent = state.dataset[name] || "";
    state.dataset.tone = name;
    if (name === "out") {
      const link = document.createElement("a");
      link.href = form.dataset.signIn;
      link.textContent = state.dataset.signInText;
      state.append(" ", link);
    }
  };
  const inputs = (box) => [...box.querySelectorAll("input")];
  const answerOf = (box) => {
    const fields = inputs(box);
    if (fields[0].type === "text") return { text: fields[0].value };
    return { choices: fields.filter((field) => field.checked).map((field) => field.value) };
  };
  const show = (box, answer) => {
    for (const field of inputs(box)) {
      if (field.type === "text") field.value = answer.text || "";
      else field.checked = (answer.choices || []).includes(field.value);
    }
  };
  const isAnswered = (box) => inputs(box).some((field) => (field.type === "text" ? field.value.trim() : field.checked));
  const count = () => {
    const label = form.querySelector("[data-quiz-progress]");
    const done = questions.filter(isAnswered).length;
    label.textContent = label.dataset.text.replace("%(done)s", done).replace("%(all)s", questions.length);
    return questions.filter((box) => !isAnswered(box));
  };
  const boxOf = (id) => questions.find((box) => box.dataset.question === String(id));

  const take = (box) => {
    sequence += 1;
    form.elements.sequence.value = sequence;
    pending[box.dataset.question] = { answer: answerOf(box), sequence };
    store.write(pending);
    count();
  };

  async function flush() {
    clearTimeout(timer);
    if (isSending || isLeaving) return;
    const sent = { ...pending };
    isSending = true;
    if (Object.keys(sent).length) say("saving");
    const answers = Object.entries(sent).map(([question, one]) => ({ question: Number(question), ...one }));
    const { status, data } = await post(form.dataset.answerUrl, { answers }, { seconds: ANSWER_SECONDS });
    isSending = false;
    if (status === 200 || (status === 409 && data.closed)) tries = 0;
    if (status === 200) settle(sent, data);
    else if (status === 409 && data.closed) leave(data.url);
    else if (status === 401) say("out");
    else if (status === 400 || status === 404 || status === 413) say("refused");
    else {
      if (Object.keys(pending).length) say("waiting");
      timer = setTimeout(flush, WAITS[Math.min(tries++, WAITS.length - 1)]);
    }
  }

  function settle(sent, data) {
    let word = Object.keys(sent).length ? "saved" : state.dataset.tone;
    for (const one of data.answers) {
      const box = boxOf(one.question);
      sequence = Math.max(sequence, one.sequence);
      if (pending[one.question]?.sequence === sent[one.question]?.sequence) delete pending[one.question];
      if (one.state === "older" && box && !pending[one.question]) {
        show(box, one.answer);
        word = "newer";
      }
      if (one.state === "refused") word = "refused";
    }
    form.elements.sequence.value = sequence;
    store.write(pending);
    count();
    if (data.closed) return leave(data.url);
    if (data.seconds_left !== null) clock?.set(data.seconds_left);
    if (Object.keys(pending).length) flush();
    else say(word === "waiting" || word === "saving" || word === "out" ? "saved" : word || "");
  }

  function leave(url) {
    isLeaving = true;
    location.assign(url);
  }

  if (form.dataset.secondsLeft !== undefined) {
    clock = startClock(form, Number(form.dataset.secondsLeft), () => {
      if (isLeaving) return;
      const sure = document.createElement("input");
      sure.type = "hidden";
      sure.name = "sure";
      sure.value = "1";
      form.append(sure);
      if (navigator.onLine) form.submit();
      else flush();
    });
  }
  form.addEventListener("change", (event) => {
    const box = event.target.closest("[data-question]");
    if (!box) return;
    take(box);
    flush();
  });
  let typing = 0;
  form.addEventListener("input", (event) => {
    const box = event.target.closest("[data-question]");
    if (!box || event.target.type !== "text") return;
    take(box);
    clearTimeout(typing);
    typing = setTimeout(flush, 1200);
  });
  form.addEventListener("submit", (event) => {
    const missing = count();
    const box = form.querySelector("[data-quiz-missing]");
    if (!missing.length || event.submitter?.name === "sure") {
      isLeaving = true;
      return;
    }
    event.preventDefault();
    const numbers = box.querySelector("[data-quiz-numbers]");
    const [before] = box.dataset.text.split("%(numbers)s");
    numbers.textContent = before;
    for (const one of missing) {
      const link = document.createElement("a");
      link.href = `#${one.id}`;
      link.textContent = one.id.slice(1);
      numbers.append(link, " ");
    }
    box.hidden = false;
    box.focus();
  });
  addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flush());
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      isLeaving = false;
      flush();
    }
  });

  store.read().then((kept) => {
    for (const [question, one] of Object.entries(kept)) {
      const box = boxOf(question);
      if (!box || pending[question] || one.sequence < Number(box.dataset.sequence)) continue;
      show(box, one.answer);
      pending[question] = one;
      sequence = Math.max(sequence, one.sequence);
    }
    form.elements.sequence.value = sequence;
    count();
    if (Object.keys(pending).length) flush();
  });
}

function startClock(form, seconds, whenOver) {
  const label = form.querySelector("[data-quiz-time]");
  const alarm = form.querySelector("[data-quiz-alarm]");
  const pad = (number) => String(number).padStart(2, "0");
  let end = 0;
  const set = (left) => {
    end = performance.now() + left * 1000;
  };
  set(seconds);
  let said = Infinity;
  const tick = () => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    label.textContent = `${Math.floor(left / 60)}:${pad(left % 60)}`;
    label.classList.toggle("is-short", left <= 60);
    for (const [limit, name] of [[300, "five"], [60, "one"]]) {
      if (left <= limit && left > limit - 5 && said > limit && seconds > limit) {
        said = limit;
        alarm.textContent = alarm.dataset[name];
      }
    }
    if (left > 0) setTimeout(tick, 500);
    else whenOver();
  };
  tick();
  return { set };
}

async function finish(done) {
  const store = openStore(done.dataset.quizDone, done.dataset.key);
  const kept = Object.entries(await store.read());
  if (kept.length && done.dataset.answerUrl) {
    const answers = kept.map(([question, one]) => ({ question: Number(question), ...one }));
    const { status } = await post(done.dataset.answerUrl, { answers }, { seconds: ANSWER_SECONDS });
    if (status === 0 || status >= 500 || status === 401) return;
    store.clear();
    if (status === 200) location.reload();
    return;
  }
  store.clear();
}

async function swapIn(event) {
  // Start without loading a whole page again: small on a slow network.
  const form = event.target;
  event.preventDefault();
  try {
    const response = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector("form[data-quiz]");
    if (!response.ok || !fresh) throw new Error("no questions");
    history.pushState({}, "", response.url);
    document.title = page.title;
    document.querySelector(".page-bar .breadcrumb")?.remove();
    document.querySelector("[data-quiz-swap]").replaceWith(document.adoptNode(fresh));
    for (const link of page.querySelectorAll(".languages a")) {
      const old = document.querySelector(`.languages a[hreflang="${link.hreflang}"]`);
      if (old) old.href = link.href;
    }
    addEventListener("popstate", () => location.reload());
    scrollTo(0, 0);
    const title = fresh.querySelector("h1");
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
    run(fresh);
  } catch {
    form.submit();
  }
}

forgetOld();
document.querySelector("form[data-quiz-start]")?.addEventListener("submit", swapIn);
const form = document.querySelector("form[data-quiz]");
if (form) run(form);
const done = document.querySelector("[data-quiz-done]");
if (done) finish(done);

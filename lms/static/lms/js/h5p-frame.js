// <h5p-frame>: a package on a page. It opens a launch, shows the player in a sandboxed frame and passes on what the frame
// says, after looking at who says it, in what shape and how much. The frame itself can ask nobody for anything.
import { area, forgetOld, openPart } from "./sealed-store.js";
import { openSender, PREFIX } from "./h5p-sender.js";
import { post } from "./posting.js";

const SANDBOX = "allow-scripts allow-forms";
const PATIENCE = 25000;
const MOST_STATEMENT = 64 * 1024;
const MOST_STATE = 256 * 1024;
const MOST_SUB = 64;
const MOST_MESSAGES = 40; // a second; a frame that says more is not listened to for the rest of it
const TALLEST = 20000;

// The shape of what a frame may say; anything else is dropped.
const SHAPES = {
  ready: (data) => Number.isFinite(data.height),
  size: (data) => Number.isFinite(data.height),
  state: (data) =>
    typeof data.sub === "string" && data.sub.length <= MOST_SUB
    && (data.state === null || (typeof data.state === "string" && data.state.length <= MOST_STATE)),
  statement: (data) =>
    data.statement !== null && typeof data.statement === "object" && !Array.isArray(data.statement)
    && typeof data.statement.verb?.id === "string" && JSON.stringify(data.statement).length <= MOST_STATEMENT,
  failed: (data) => typeof data.reason === "string" && data.reason.length <= 500,
  link: (data) => typeof data.url === "string" && data.url.length <= 2000 && /^https?:\/\//.test(data.url),
  over: () => true,
  gone: () => true,
};

export function isMessage(data) {
  return data !== null && typeof data === "object" && data.imece === "h5p" && data.v === 1
    && Object.hasOwn(SHAPES, data.type) && SHAPES[data.type](data);
}

class H5PFrame extends HTMLElement {
  connectedCallback() {
    if (this.isSetUp) return;
    this.isSetUp = true;
    this.place = this.dataset.activity || "";
    this.piece = (name) => this.querySelector(`[data-h5p-${name}]`);
    this.onMessage = (event) => this.hear(event);
    this.onHide = () => this.leave();
    this.onFull = () => this.fullChanged();
    addEventListener("message", this.onMessage);
    addEventListener("pagehide", this.onHide);
    document.addEventListener("visibilitychange", this.onVisible = () => document.hidden && this.sender?.leave());
    document.addEventListener("fullscreenchange", this.onFull);
    this.addEventListener("click", (event) => this.press(event));
    if (this.dataset.launch) this.sender = openSender(this.place, {
      status: (name) => this.say(name), progress: (data) => this.progress(data), over: () => this.begin(),
    });
    forgetOld(PREFIX);
    if (!document.fullscreenEnabled) this.piece("full")?.remove();
    if (navigator.connection?.saveData) return this.show("poster");
    this.show("loading");
    const near = new IntersectionObserver((seen) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      near.disconnect();
      this.begin();
    }, { rootMargin: "300px" });
    near.observe(this);
    return undefined;
  }

  disconnectedCallback() {
    this.leave();
    this.sender?.close();
    removeEventListener("message", this.onMessage);
    removeEventListener("pagehide", this.onHide);
    document.removeEventListener("visibilitychange", this.onVisible);
    document.removeEventListener("fullscreenchange", this.onFull);
    clearTimeout(this.waiting);
  }

  // One of: poster, loading, playing, problem.
  show(name) {
    this.dataset.now = name;
    for (const part of ["poster", "loading", "problem"]) this.piece(part).hidden = part !== name;
    this.piece("stage").hidden = name !== "playing" && name !== "loading";
    for (const one of this.querySelectorAll("[data-h5p-tool]")) one.hidden = name !== "playing";
  }

  say(name) {
    const line = this.piece("status");
    if (!line || line.dataset.tone === name) return;
    line.dataset.tone = name;
    line.textContent = line.dataset[name] || "";
    if (name !== "out") return;
    const link = document.createElement("a");
    link.href = `${line.dataset.signIn}?next=${encodeURIComponent(location.pathname)}`;
    link.textContent = line.dataset.signInText;
    line.append(" ", link);
  }

  press(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.matches("[data-h5p-start]")) this.begin({ focus: true });
    if (button.matches("[data-h5p-retry]")) this.begin({ focus: true });
    if (button.matches("[data-h5p-again]")) this.again();
    if (button.matches("[data-h5p-full]")) this.toggleFull();
    if (button.matches("[data-h5p-print]")) this.print();
  }

  // Opens a launch (a new attempt with `isNew`) and loads the frame. While the frame plays, only the launch is new.
  async begin({ isNew = false, focus = false } = {}) {
    if (this.isBeginning) return;
    this.isBeginning = true;
    const isPlaying = this.dataset.now === "playing" && !isNew;
    if (!isPlaying) {
      delete this.dataset.ready;
      this.show("loading");
    }
    const address = this.dataset.launch ? await this.launch(isNew) : this.dataset.frame;
    this.isBeginning = false;
    if (!address) {
      if (isPlaying) setTimeout(() => this.begin(), 15000);
      return;
    }
    if (isPlaying) return;
    this.load(address, focus);
  }

  async launch(isNew) {
    const left = this.place && openPart(PREFIX + this.place);
    const asked = { course: this.dataset.course, activity: this.dataset.activity };
    if (isNew) asked.new = true;
    else if (left?.registration) asked.registration = left.registration;
    const { status, data } = await post(this.dataset.launch, asked);
    if (status !== 200) {
      if (this.dataset.now !== "playing") this.problem(status === 401 ? "out" : status === 404 ? "gone" : "later");
      return "";
    }
    if (left && left.registration !== data.registration && this.place) area.removeItem(PREFIX + this.place);
    if (data.launch) {
      await this.sender.take(data);
      if (this.dataset.now !== "playing") await this.sender.flushAll();
      else this.sender.flushAll();
    }
    if (data.attempt) this.progress(data.attempt);
    else this.forgetResult();
    return data.frame;
  }

  load(address, focus) {
    const frame = document.createElement("iframe");
    frame.className = "h5p__frame";
    frame.setAttribute("sandbox", SANDBOX);
    frame.setAttribute("referrerpolicy", "no-referrer");
    frame.setAttribute("allow", "autoplay");
    frame.title = this.dataset.title || "";
    frame.src = address;
    this.origin = new URL(address, location.href).origin;
    this.frame = frame;
    this.count = { second: 0, messages: 0 };
    this.wantsFocus = focus;
    this.piece("stage").replaceChildren(frame);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.problem("later"), PATIENCE);
  }

  hear(event) {
    if (!this.frame || event.source !== this.frame.contentWindow || event.origin !== "null") return;
    const second = Math.floor(event.timeStamp / 1000);
    if (this.count.second !== second) this.count = { second, messages: 0 };
    if (++this.count.messages > MOST_MESSAGES || !isMessage(event.data)) return;
    this[`on_${event.data.type}`](event.data);
  }

  on_ready(data) {
    clearTimeout(this.waiting);
    this.show("playing");
    this.on_size(data);
    this.dataset.ready = "";
    performance.mark("h5p:ready");
    this.triedAgain = false;
    if (this.wantsFocus) this.frame.focus();
    this.dispatchEvent(new CustomEvent("h5p:ready", { bubbles: true }));
  }

  on_size(data) {
    this.frame.style.blockSize = `${Math.min(Math.max(Math.ceil(data.height), 40), TALLEST)}px`;
  }

  on_state(data) {
    this.sender?.state(data.sub, data.state);
  }

  on_statement(data) {
    this.sender?.statement(data.statement);
  }

  on_failed() {
    this.problem("later");
  }

  on_gone() {
    this.problem("gone");
  }

  on_over() {
    clearTimeout(this.waiting);
    if (!this.dataset.launch) return this.problem("reload");
    // A launch that was over the moment it began would go round for ever.
    if (this.triedAgain) return this.problem("later");
    this.triedAgain = true;
    return this.begin();
  }

  on_link(data) {
    const line = this.piece("link");
    const link = line.querySelector("a");
    link.href = data.url;
    link.querySelector("bdi").textContent = new URL(data.url).host;
    line.hidden = false;
    link.focus();
  }

  problem(name) {
    clearTimeout(this.waiting);
    this.frame = null;
    this.piece("stage").replaceChildren();
    const box = this.piece("problem");
    const text = box.querySelector("[data-h5p-problem-text]");
    text.textContent = text.dataset[name] || text.dataset.later;
    this.show("problem");
  }

  // What the server knows of this attempt: it says whether she may begin another one.
  progress(data) {
    const line = this.piece("result");
    if (!line) return;
    const hasScore = typeof data.score === "number" && typeof data.max_score === "number" && data.max_score > 0;
    const text = hasScore ? line.dataset.score : data.completed ? line.dataset.completed : "";
    const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
    line.textContent = text.replace("%(score)s", hasScore ? number.format(data.score) : "")
      .replace("%(max)s", hasScore ? number.format(data.max_score) : "");
    if (data.completed) this.dataset.completed = "";
    else delete this.dataset.completed;
  }

  forgetResult() {
    const line = this.piece("result");
    if (line) line.textContent = "";
    delete this.dataset.completed;
  }

  async again() {
    if (this.sender && !(await this.sender.flushAll())) return this.say("waiting");
    this.triedAgain = false;
    return this.begin({ isNew: Boolean(this.dataset.launch), focus: true });
  }

  toggleFull() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.requestFullscreen?.().catch(() => {});
  }

  fullChanged() {
    const isFull = document.fullscreenElement === this;
    const button = this.piece("full");
    if (!button) return;
    button.setAttribute("aria-pressed", String(isFull));
    this.frame?.contentWindow.postMessage({ imece: "h5p", v: 1, type: "full", on: isFull }, "*");
  }

  // Only the package: the rest of the page is left out for this one print.
  print() {
    document.documentElement.classList.add("is-printing-h5p");
    this.classList.add("is-printed");
    const done = () => {
      document.documentElement.classList.remove("is-printing-h5p");
      this.classList.remove("is-printed");
    };
    addEventListener("afterprint", done, { once: true });
    print();
  }

  leave() {
    this.sender?.leave();
  }
}

if (!customElements.get("h5p-frame")) customElements.define("h5p-frame", H5PFrame);

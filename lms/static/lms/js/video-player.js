// <lesson-video>: a video of a lesson. It plays by itself without this file; with it there are chapters and lines to go
// to, questions on the time line, and what is played is told to the server.
import { openSender, PREFIX } from "./video-sender.js";
import { forgetOld } from "./sealed-store.js";
import { makeList } from "./video-lists.js";
import { frontier, merge, Watching } from "./video-parts.js";
import { askOnTheWay } from "./video-questions.js";

const EVERY = 15000;
const JUMP = 5;
const SPEED = "imece-video-speed";
const FASTEST = 2;
const SVG = "http://www.w3.org/2000/svg";

const words = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

const clock = (seconds) => {
  const whole = Math.floor(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
};

class LessonVideo extends HTMLElement {
  connectedCallback() {
    if (this.isSetUp) return;
    this.isSetUp = true;
    this.video = this.querySelector("video");
    this.block = this.closest(".video-block");
    this.piece = (name) => this.querySelector(`[data-${name}]`);
    this.watching = new Watching();
    this.counted = [];
    this.isMet = false;
    this.startAt = null;
    this.video.controls = false;
    this.piece("bar").hidden = false;
    this.listen();
    const go = (second) => {
      this.go(second);
      this.play();
    };
    this.lists = ["[data-video-parts]", "[data-video-lines]"].map((name) => makeList(this.block?.querySelector(name), go));
    this.questions = askOnTheWay([...this.querySelectorAll(".video-question")], {
      again: go,
      goOn: () => this.play(),
      focus: () => this.piece("play").focus(),
    });
    if (!document.fullscreenEnabled && !this.video.webkitEnterFullscreen) this.piece("full").hidden = true;
    this.setSpeed(Number(localStorage.getItem(SPEED)) || 1);
    this.chooseCaptions(this.piece("captions")?.value ?? "");
    this.draw();
    if (this.dataset.open) this.beginReporting();
  }

  disconnectedCallback() {
    this.leave();
    this.sender?.close();
    clearInterval(this.ticking);
    document.removeEventListener("visibilitychange", this.onVisible);
    removeEventListener("pagehide", this.onHide);
    document.removeEventListener("fullscreenchange", this.onFull);
  }

  get length() {
    return Number.isFinite(this.video.duration) ? this.video.duration : Number(this.dataset.length || 0) / 1000;
  }

  get place() {
    return this.startAt ?? this.video.currentTime;
  }

  listen() {
    const { video } = this;
    const on = (name, act) => video.addEventListener(name, act);
    on("timeupdate", () => this.tick());
    on("play", () => this.played());
    on("playing", () => this.watching.move(video.currentTime));
    on("pause", () => this.paused());
    on("ended", () => this.ended());
    on("seeking", () => this.seeking());
    on("waiting", () => this.watching.stop());
    on("loadedmetadata", () => this.loaded());
    on("durationchange", () => this.draw());
    on("volumechange", () => this.showSound());
    on("ratechange", () => video.playbackRate > FASTEST && this.setSpeed(FASTEST));
    on("click", () => this.toggle());
    on("error", () => this.say(this.piece("note").dataset.failed));
    video.querySelector("source")?.addEventListener("error", () => this.say(this.piece("note").dataset.failed));
    this.piece("play").addEventListener("click", () => this.toggle());
    this.piece("mute").addEventListener("click", () => (video.muted = !video.muted));
    this.piece("full").addEventListener("click", () => this.toggleFull());
    this.piece("range").addEventListener("input", (event) => this.go(Number(event.target.value)));
    this.piece("speed").addEventListener("change", (event) => this.setSpeed(Number(event.target.value)));
    this.piece("captions")?.addEventListener("change", (event) => this.chooseCaptions(event.target.value));
    this.addEventListener("keydown", (event) => this.press(event));
    document.addEventListener("visibilitychange", this.onVisible = () => document.hidden && this.report());
    addEventListener("pagehide", this.onHide = () => this.leave());
    document.addEventListener("fullscreenchange", this.onFull = () => {
      this.piece("full").setAttribute("aria-pressed", String(document.fullscreenElement === this));
    });
  }

  // ---- keyboard: space, arrows, c, f; in a question and in lists keys are those of the form.
  press(event) {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("form, select")) return;
    const isButton = target.closest("button");
    const acts = {
      " ": () => (isButton ? null : this.toggle()),
      k: () => this.toggle(),
      ArrowLeft: () => this.go(this.place - JUMP),
      ArrowRight: () => this.go(this.place + JUMP),
      ArrowUp: () => this.louder(0.1),
      ArrowDown: () => this.louder(-0.1),
      Home: () => this.go(0),
      c: () => this.nextCaptions(),
      f: () => this.toggleFull(),
      m: () => (this.video.muted = !this.video.muted),
    };
    const act = acts[key.length === 1 ? key.toLowerCase() : key];
    if (!act || (key === " " && isButton)) return;
    event.preventDefault();
    act();
  }

  louder(step) {
    this.video.muted = false;
    this.video.volume = Math.min(1, Math.max(0, this.video.volume + step));
  }

  play() {
    this.video.play().catch(() => {});
  }

  toggle() {
    if (this.questions.isOpen) this.questions.focus();
    else if (this.video.paused) this.play();
    else this.video.pause();
  }

  go(second) {
    const wanted = Math.min(Math.max(0, second), Math.max(0, this.length - 0.05));
    const allowed = this.allowed(wanted);
    if (allowed < wanted) this.say(this.piece("note").dataset.order);
    this.questions.close();
    if (this.video.readyState === 0) {
      this.startAt = allowed;
      this.draw();
    } else this.video.currentTime = allowed;
  }

  // Where she may go: with "no skipping ahead" not past what she has seen.
  allowed(second) {
    if (!("inOrder" in this.dataset) || this.isMet) return second;
    return Math.min(second, frontier(this.seen()));
  }

  seen() {
    return merge([...this.counted, ...(this.pending || []), ...this.watching.parts]);
  }

  // ---- what is played
  loaded() {
    if (this.startAt !== null) this.video.currentTime = this.startAt;
    this.startAt = null;
    this.setSpeed(this.video.playbackRate);
    this.draw();
  }

  played() {
    if (this.questions.isOpen) {
      this.video.pause();
      return;
    }
    this.before = this.video.currentTime;
    this.showPlaying(true);
    clearInterval(this.ticking);
    this.ticking = setInterval(() => this.report(), EVERY);
  }

  paused() {
    // While it jumps the place is already the new one.
    if (!this.video.seeking) this.watching.move(this.video.currentTime);
    this.watching.stop();
    clearInterval(this.ticking);
    this.showPlaying(false);
    this.report();
  }

  ended() {
    this.showPlaying(false);
    this.report();
  }

  seeking() {
    this.watching.stop();
    this.before = null;
    const allowed = this.allowed(this.video.currentTime);
    if (this.video.currentTime > allowed + 0.5) {
      this.say(this.piece("note").dataset.order);
      this.video.currentTime = allowed;
    }
    this.draw();
  }

  tick() {
    const { video } = this;
    if (video.seeking) return;
    if (!video.paused) {
      const before = this.before ?? video.currentTime;
      this.watching.move(video.currentTime);
      this.before = video.currentTime;
      const stop = this.questions.passed(before, video.currentTime);
      if (stop) this.ask(stop);
    }
    this.draw();
  }

  // ---- what the page shows
  draw() {
    const { length } = this;
    const range = this.piece("range");
    const place = this.place;
    range.max = length || 100;
    if (document.activeElement !== range || !range.matches(":active")) range.value = place;
    const values = { now: clock(place), length: clock(length) };
    range.setAttribute("aria-valuetext", words(range.dataset.text, values));
    this.piece("time").textContent = `${values.now} / ${values.length}`;
    this.drawBands(length);
    for (const list of this.lists) list.show(place);
  }

  drawBands(length) {
    const drawing = this.piece("bands");
    const parts = length ? this.seen() : [];
    const marks = length ? this.questions.places : [];
    const sign = JSON.stringify([parts.map((part) => part.map((one) => one.toFixed(1))), length]);
    if (drawing.dataset.sign === sign) return;
    drawing.dataset.sign = sign;
    for (const old of drawing.querySelectorAll("rect:not(.video-bands__ground)")) old.remove();
    const add = (name, x, width) => {
      const rect = document.createElementNS(SVG, "rect");
      rect.setAttribute("class", name);
      rect.setAttribute("x", x);
      rect.setAttribute("width", width);
      rect.setAttribute("height", 40);
      drawing.append(rect);
    };
    for (const [from, to] of parts) add("video-bands__part", (from * 1000) / length, Math.max(1, ((to - from) * 1000) / length));
    for (const at of marks) add("video-bands__mark", (at * 1000) / length - 3, 6);
  }

  showPlaying(isPlaying) {
    const button = this.piece("play");
    this.piece("shown-paused").hidden = isPlaying;
    this.piece("shown-playing").hidden = !isPlaying;
    button.setAttribute("aria-label", isPlaying ? button.dataset.labelPause : button.dataset.labelPlay);
  }

  showSound() {
    this.piece("shown-loud").hidden = this.video.muted;
    this.piece("shown-muted").hidden = !this.video.muted;
    this.piece("mute").setAttribute("aria-pressed", String(this.video.muted));
  }

  say(text) {
    this.piece("note").textContent = text || "";
  }

  // ---- speed, captions, full screen
  setSpeed(wanted) {
    const select = this.piece("speed");
    const known = [...select.options].some((one) => Number(one.value) === wanted);
    const speed = known ? wanted : 1;
    select.value = String(speed);
    if (this.video.playbackRate !== speed) this.video.playbackRate = speed;
    try {
      localStorage.setItem(SPEED, String(speed));
    } catch {
      // Only for the next video.
    }
  }

  chooseCaptions(value) {
    [...this.video.textTracks].forEach((track, index) => {
      track.mode = String(index) === value ? "showing" : "disabled";
    });
  }

  nextCaptions() {
    const select = this.piece("captions");
    if (!select) return;
    select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
    this.chooseCaptions(select.value);
    this.say(select.selectedOptions[0].textContent);
  }

  toggleFull() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (this.requestFullscreen) this.requestFullscreen().catch(() => {});
    else this.video.webkitEnterFullscreen?.();
  }

  ask(stop) {
    // The phone's own full screen shows nothing but the picture.
    if (this.video.webkitDisplayingFullscreen) this.video.webkitExitFullscreen();
    this.video.pause();
    this.questions.open(stop);
  }

  // ---- what the server counts
  beginReporting() {
    forgetOld(PREFIX);
    this.pending = [];
    this.sender = openSender(
      { place: this.dataset.place, openUrl: this.dataset.open, reportUrl: this.dataset.report },
      {
        status: (name) => this.status(name),
        progress: (data) => this.progress(data),
        opened: (data) => this.opened(data),
      },
    );
    this.piece("foot").hidden = false;
    this.sender.begin();
  }

  opened(data) {
    const isFresh = this.video.currentTime < 1 && this.video.paused;
    if (data.position > 3 && data.position < this.length - 3 && isFresh) {
      this.go(data.position);
      this.say(this.piece("note").dataset.resumed);
    }
    this.progress(data);
  }

  progress(data) {
    this.counted = data.parts;
    this.isMet = data.met;
    const line = this.piece("share");
    line.textContent = data.met ? line.dataset.done : words(line.dataset.words, data);
    line.classList.toggle("is-met", data.met);
    this.draw();
  }

  report() {
    if (!this.sender) return;
    if (!this.video.paused && !this.video.seeking) this.watching.move(this.video.currentTime);
    const parts = this.watching.take();
    if (!parts.length) return;
    this.pending = merge([...this.pending, ...parts]);
    this.sender.say(parts, Math.round(this.place * 1000) / 1000);
  }

  leave() {
    if (!this.sender) return;
    this.report();
    this.sender.leave();
  }

  status(name) {
    const line = this.piece("status");
    if (name === "saved") this.pending = [];
    if (line.dataset.tone === name) return;
    line.dataset.tone = name;
    line.textContent = line.dataset[name] || "";
    if (name !== "out") return;
    const link = document.createElement("a");
    link.href = `${line.dataset.signIn}?next=${encodeURIComponent(location.pathname)}`;
    link.textContent = line.dataset.signInText;
    line.append(" ", link);
  }
}

if (!customElements.get("lesson-video")) customElements.define("lesson-video", LessonVideo);

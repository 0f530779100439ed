// One person after another on one device: what the browser keeps of one is gone before the next sees a page. The server
// says the same by Clear-Site-Data; here it is for browsers and plain-http addresses that do not know the header.
const OWNER = "imece-person";
const KEPT = ["imece-theme"];
const forget = () => {
  for (const area of [localStorage, sessionStorage]) {
    for (const name of Object.keys(area)) if (!KEPT.includes(name)) area.removeItem(name);
  }
  globalThis.caches?.delete("kept-pages");
};
const { person, idle, idleUrl } = document.querySelector("[data-person]")?.dataset ?? {};
try {
  // A page without a person changes nothing: her session may have ended while she works offline.
  if (person) {
    const last = localStorage.getItem(OWNER);
    if (last && last !== person) forget();
    localStorage.setItem(OWNER, person);
  }
  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("action")?.endsWith("/accounts/logout/")) forget();
  });
} catch (error) {
  // storage is off: nothing is kept
}
if (idle) {
  let used = Date.now();
  for (const name of ["pointerdown", "keydown", "scroll"]) {
    addEventListener(name, () => { used = Date.now(); }, { capture: true, passive: true });
  }
  // The server ends the session by its own clock; this takes the page off the screen.
  setInterval(() => {
    if (Date.now() - used > idle * 1000) location.assign(idleUrl);
  }, 10000);
}

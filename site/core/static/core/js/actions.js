// Small acts that a button names: print, copy, share, and a form that is sent only once.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-print], [data-copy], [data-share]");
  if (!button) return;
  if ("print" in button.dataset) {
    print();
    return;
  }
  const address = button.dataset.share || button.dataset.copy || location.href;
  const say = (text) => text && document.dispatchEvent(new CustomEvent("imece:toast", { detail: { text, tone: "success" } }));
  try {
    if ("share" in button.dataset && navigator.share) {
      await navigator.share({ url: address, title: document.title });
      return;
    }
    await navigator.clipboard.writeText(address);
    say(button.dataset.said);
  } catch (error) {
    if (error.name !== "AbortError") prompt("", address);
  }
});
for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share && !navigator.clipboard) button.hidden = true;
}
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented || form.dataset.again !== undefined) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 5000);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
document.querySelector("[data-error-summary]")?.focus();

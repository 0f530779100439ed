// Says when the connection is gone, and keeps style, script and the offline page at hand.
const bar = document.querySelector("[data-net-status]");
const show = () => {
  if (bar) bar.hidden = navigator.onLine;
};
addEventListener("online", show);
addEventListener("offline", show);
show();
if ("serviceWorker" in navigator && window.isSecureContext) {
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
}

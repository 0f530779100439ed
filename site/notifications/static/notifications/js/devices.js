// "Tell me on this device": asks the browser, then hands its subscription to the site. Only where browser and site can.
const box = document.querySelector("[data-push]");
const bytes = (text) => {
  const raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(raw, (sign) => sign.charCodeAt(0));
};
if (box && "PushManager" in window && "serviceWorker" in navigator) {
  const button = box.querySelector("[data-push-start]");
  const say = (name) => {
    for (const text of box.querySelectorAll("[data-push-says]")) text.hidden = text.dataset.pushSays !== name;
  };
  const token = box.querySelector("[name=csrfmiddlewaretoken]").value;
  const start = async () => {
    button.disabled = true;
    try {
      if ((await Notification.requestPermission()) !== "granted") {
        say("blocked");
        return;
      }
      const worker = await navigator.serviceWorker.ready;
      const old = await worker.pushManager.getSubscription();
      await old?.unsubscribe();
      const made = await worker.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: bytes(box.dataset.push),
      });
      const answer = await fetch(box.dataset.pushUrl, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body: JSON.stringify(made),
      });
      if (!answer.ok) throw new Error(answer.status);
      location.reload();
    } catch (error) {
      say("failed");
    } finally {
      button.disabled = false;
    }
  };
  box.hidden = false;
  say(Notification.permission === "denied" ? "blocked" : "");
  button.addEventListener("click", start);
}

// Sends a package with a bar that says how much of it is gone. Without this script the form is sent as any other.
// A connection that breaks is tried again with the same key, which the server takes as the same upload.

const TRIES = 3;
const form = document.querySelector("[data-h5p-upload]");

if (form) {
  const file = form.querySelector("input[type=file]");
  const button = form.querySelector("button[type=submit]");
  const bar = form.querySelector("[data-h5p-bar]");
  const status = form.querySelector("[data-h5p-status]");
  const errors = document.querySelector("[data-h5p-errors]");

  const complain = (texts) => {
    errors.hidden = false;
    errors.querySelector("p").textContent = texts.join(" ");
    errors.scrollIntoView({ block: "center" });
    bar.hidden = true;
    button.disabled = false;
  };

  const answerOf = (request) => {
    try {
      return JSON.parse(request.responseText);
    } catch {
      return {};
    }
  };

  const send = (triesLeft) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action || window.location.href);
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      const done = Math.floor((100 * event.loaded) / event.total);
      bar.querySelector("progress").value = done;
      status.textContent = done < 100 ? `${done} %` : form.dataset.sent;
    });
    request.addEventListener("load", () => {
      const answer = answerOf(request);
      if (request.status === 201 && answer.next) window.location.assign(answer.next);
      else complain(answer.errors && answer.errors.length ? answer.errors : [form.dataset.failed]);
    });
    request.addEventListener("error", () => {
      if (triesLeft < 1) return complain([form.dataset.failed]);
      status.textContent = form.dataset.lost;
      window.setTimeout(() => send(triesLeft - 1), 2000 * (TRIES - triesLeft + 1));
    });
    request.send(new FormData(form));
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = file.files[0];
    if (!chosen) return file.focus();
    if (chosen.size > Number(form.dataset.max)) return complain([form.dataset.tooLarge]);
    errors.hidden = true;
    bar.hidden = false;
    button.disabled = true;
    send(TRIES);
  });
}

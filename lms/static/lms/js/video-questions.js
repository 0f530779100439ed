// Questions on a video's time line: for herself, nothing of them leaves the page.

// `acts`: {again(second), goOn(), focus()}.
export function askOnTheWay(forms, acts) {
  const stops = forms.map((form) => ({ form, at: Number(form.dataset.at), isAsked: false }));
  let current = null;

  const close = () => {
    if (!current) return;
    current.form.hidden = true;
    current = null;
  };

  const answer = ({ form }) => {
    const chosen = form.querySelector("input:checked");
    if (!chosen) {
      form.querySelector("input").focus();
      return;
    }
    const said = form.querySelector("[data-answer-said]");
    const words = [...form.querySelectorAll("[data-feedback]")].find((one) => one.dataset.feedback === chosen.value);
    const copy = words.cloneNode(true);
    copy.hidden = false;
    copy.removeAttribute("data-feedback");
    said.replaceChildren(copy);
    const isRight = "right" in chosen.dataset;
    form.querySelector("[data-watch-again]").hidden = isRight;
    form.querySelector(isRight ? "[data-go-on]" : "[data-watch-again]").focus();
  };

  for (const stop of stops) {
    const { form } = stop;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer(stop);
    });
    form.querySelector("[data-watch-again]").addEventListener("click", () => {
      stop.isAsked = false;
      close();
      acts.focus();
      acts.again(Number(form.dataset.again));
    });
    form.querySelector("[data-go-on]").addEventListener("click", () => {
      close();
      acts.focus();
      acts.goOn();
    });
  }

  return {
    close,
    places: stops.map((stop) => stop.at),
    get isOpen() {
      return current !== null;
    },
    focus: () => current?.form.querySelector("legend").focus(),
    // The question that was played past just now and not asked yet.
    passed: (before, now) => stops.find((stop) => !stop.isAsked && before < stop.at && now >= stop.at),
    open(stop) {
      const { form } = stop;
      stop.isAsked = true;
      current = stop;
      form.reset();
      form.hidden = false;
      form.querySelector("[data-watch-again]").hidden = true;
      form.querySelector("[data-answer-said]").textContent = "";
      form.querySelector("legend").focus({ preventScroll: true });
      form.scrollIntoView({ block: "nearest" });
    },
  };
}

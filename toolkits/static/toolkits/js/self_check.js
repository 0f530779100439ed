// Adds the points of a toolkit's self-check and shows the one result they lead to. Without script all results show.
for (const check of document.querySelectorAll("[data-self-check]")) {
  const form = check.querySelector("[data-self-check-form]");
  const state = check.querySelector("[data-self-check-state]");
  const results = [...check.querySelectorAll("[data-self-check-result]")];
  const questions = form.querySelectorAll("fieldset").length;

  const show = () => {
    const chosen = [...form.querySelectorAll("input:checked")];
    const points = chosen.reduce((sum, input) => sum + Number(input.value), 0);
    const isWhole = chosen.length === questions;
    for (const result of results) {
      result.hidden = !(isWhole && points >= Number(result.dataset.from) && points <= Number(result.dataset.to));
    }
    state.textContent = isWhole ? "" : state.dataset.waiting;
  };

  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}

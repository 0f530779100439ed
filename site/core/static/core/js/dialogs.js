// <dialog> opened by [data-opens="id"], closed by [data-closes], Escape or a click beside it.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.opens);
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
    return;
  }
  if (event.target.closest("[data-closes]")) {
    const dialog = event.target.closest("dialog");
    if (dialog) {
      event.preventDefault();
      dialog.close();
    }
    return;
  }
  if (event.target instanceof HTMLDialogElement && event.target.classList.contains("dialog")) {
    const box = event.target.getBoundingClientRect();
    const isBeside = event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
    if (isBeside && event.clientX) event.target.close();
  }
});

// Runs before the first paint: the colours that the person chose, and the sign that script works.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var chosen = localStorage.getItem("imece-theme");
    if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  } catch (error) { /* storage is off: the system decides */ }
})();

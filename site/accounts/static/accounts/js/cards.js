// The code of a scanned card stands behind the #: take it out of the address and the history, then send it.
const form = document.querySelector('form[data-card]')
function readCard () {
  const code = location.hash.slice(1)
  if (!code) return
  history.replaceState(null, '', location.pathname + location.search)
  form.elements.code.value = code
  form.requestSubmit()
}
addEventListener('hashchange', readCard)
readCard()

// A button below each password field that shows what was typed; its words come from the field.
for (const input of document.querySelectorAll('input[data-show]')) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'link-button'
  button.setAttribute('aria-controls', input.id)
  const label = () => {
    const isHidden = input.type === 'password'
    button.textContent = isHidden ? input.dataset.show : input.dataset.hide
  }
  button.addEventListener('click', () => {
    input.type = input.type === 'password' ? 'text' : 'password'
    label()
    input.focus()
  })
  label()
  input.insertAdjacentElement('afterend', button)
  input.form.addEventListener('submit', () => { input.type = 'password' })
}

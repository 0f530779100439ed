// Passkeys: turns the server's JSON into what the browser wants and back. Forms say what they do:
// data-passkey="add" | "use" | "sign-in"; a button with data-passkey-start begins; the answer goes into "credential".
const toBytes = text => Uint8Array.from(
  atob(text.replace(/-/g, '+').replace(/_/g, '/').padEnd(Math.ceil(text.length / 4) * 4, '=')),
  letter => letter.charCodeAt(0)
)
const toText = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
const withBytes = list => (list || []).map(one => ({ ...one, id: toBytes(one.id) }))

function creationOptions (publicKey, isAlone, isElsewhere) {
  const selection = { ...publicKey.authenticatorSelection }
  selection.residentKey = isAlone ? 'required' : 'discouraged'
  selection.requireResidentKey = isAlone
  if (isAlone) selection.userVerification = 'required'
  // On a device of somebody else: her telephone or a key, never this device.
  if (isElsewhere) selection.authenticatorAttachment = 'cross-platform'
  return {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
    excludeCredentials: withBytes(publicKey.excludeCredentials),
    authenticatorSelection: selection
  }
}

function requestOptions (publicKey) {
  return {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    allowCredentials: withBytes(publicKey.allowCredentials)
  }
}

function asJson (credential) {
  const { response } = credential
  const answer = { clientDataJSON: toText(response.clientDataJSON) }
  for (const name of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (response[name]) answer[name] = toText(response[name])
  }
  if (response.getTransports) answer.transports = response.getTransports()
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response: answer,
    clientExtensionResults: credential.getClientExtensionResults(),
    authenticatorAttachment: credential.authenticatorAttachment || undefined
  }
}

async function options (form) {
  if (form.dataset.passkey !== 'sign-in') return JSON.parse(document.getElementById('passkey-options').textContent)
  const response = await fetch(form.action, { headers: { Accept: 'application/json' } })
  if (!response.ok) throw new Error('no options')
  return response.json()
}

async function run (form) {
  const { creation_options: creation, request_options: request } = await options(form)
  const credential = creation
    ? await navigator.credentials.create({
      publicKey: creationOptions(
        creation.publicKey,
        Boolean(form.querySelector('[name=passwordless]')?.checked),
        'passkeyElsewhere' in form.dataset
      )
    })
    : await navigator.credentials.get({ publicKey: requestOptions(request.publicKey) })
  form.querySelector('[name=credential]').value = JSON.stringify(asJson(credential))
  // "This is not my own device" stands in the other form of the page and counts for this door, too.
  const box = document.querySelector('input[type=checkbox][name=shared_device]')
  const told = form.querySelector('input[type=hidden][name=shared_device]')
  if (box && told) told.disabled = !box.checked
  form.submit()
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  const button = form.querySelector('[data-passkey-start]')
  if (!window.PublicKeyCredential) {
    button.hidden = true
    continue
  }
  button.addEventListener('click', async () => {
    const error = form.querySelector('[data-passkey-error]')
    error.hidden = true
    button.disabled = true
    try {
      await run(form)
    } catch {
      error.hidden = false
    }
    button.disabled = false
  })
}

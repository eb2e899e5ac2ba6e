// Shows the passkey buttons where the device can use them, and says so when one was not used.
if (window.PublicKeyCredential) {
  for (const element of document.querySelectorAll('[data-passkey]')) element.hidden = false
}

document.addEventListener('allauth.error', (event) => {
  const trouble = document.getElementById('passkey-trouble')
  if (!trouble) return
  event.preventDefault()
  trouble.hidden = false
})

// Answers the challenge of its page by a passkey of this browser.
const button = document.querySelector('[data-passkey]');
const refused = document.querySelector('[data-refused]');

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
    letter.charCodeAt(0),
  );

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

async function prove() {
  const { challenge, allowCredentials, ...options } = JSON.parse(button.dataset.passkey);
  const { id, type, response } = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: toBytes(challenge),
      allowCredentials: allowCredentials.map((known) => ({ ...known, id: toBytes(known.id) })),
    },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  button.form.elements.credential.value = JSON.stringify({
    id,
    rawId: id,
    type,
    clientExtensionResults: {},
    response: {
      clientDataJSON: toText(clientDataJSON),
      authenticatorData: toText(authenticatorData),
      signature: toText(signature),
      ...(userHandle && { userHandle: toText(userHandle) }),
    },
  });
  button.form.submit();
}

button.addEventListener('click', () => {
  refused.hidden = true;
  prove().catch(() => {
    refused.hidden = false;
  });
});

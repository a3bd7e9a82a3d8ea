import { fromBase64, toBase64 } from './bytes';
import { CognitoError } from './cognito-error';

/**
 * Asks the person for a new passkey.
 *
 * @returns it in the JSON form of WebAuthn
 * @throws CognitoError `PasskeyCancelled`, `PasskeyNotSupported` or `InsecureContext`
 */
export async function createPasskey(o: PublicKeyCredentialCreationOptionsJSON): Promise<object> {
  const { attestation: _, extensions: __, hints: ___, ...options } = o;
  const publicKey: PublicKeyCredentialCreationOptions = {
    ...options,
    challenge: fromBase64Url(o.challenge),
    user: { ...o.user, id: fromBase64Url(o.user.id) },
    excludeCredentials: toDescriptors(o.excludeCredentials),
  };
  const credential = await ask((credentials) => credentials.create({ publicKey }));
  const { response } = credential;
  if (!('attestationObject' in response)) throw notSupported(response);
  const { attestationObject, getTransports } = response as AuthenticatorAttestationResponse;
  return toJson(credential, {
    attestationObject: toBase64Url(attestationObject),
    transports: getTransports?.call(response) ?? [],
  });
}

/**
 * Asks the person for one of their passkeys.
 *
 * @returns its signature in the JSON form of WebAuthn
 * @throws CognitoError `PasskeyCancelled`, `PasskeyNotSupported` or `InsecureContext`
 */
export async function signWithPasskey(o: PublicKeyCredentialRequestOptionsJSON): Promise<object> {
  const { extensions: _, hints: __, userVerification, ...options } = o;
  const publicKey: PublicKeyCredentialRequestOptions = {
    ...options,
    challenge: fromBase64Url(o.challenge),
    allowCredentials: toDescriptors(o.allowCredentials),
    userVerification: userVerification === 'required' ? 'required' : 'preferred',
  };
  const credential = await ask((credentials) => credentials.get({ publicKey }));
  const { response } = credential;
  if (!('signature' in response)) throw notSupported(response);
  const { authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse;
  return toJson(credential, {
    authenticatorData: toBase64Url(authenticatorData),
    signature: toBase64Url(signature),
    ...(userHandle && { userHandle: toBase64Url(userHandle) }),
  });
}

type Ask = (credentials: CredentialsContainer) => Promise<Credential | null>;

async function ask(what: Ask): Promise<PublicKeyCredential> {
  if (globalThis.isSecureContext === false) {
    throw new CognitoError('InsecureContext', 'passkeys need a page over https, or on localhost');
  }
  const credentials = globalThis.navigator?.credentials;
  if (credentials === undefined || globalThis.PublicKeyCredential === undefined) {
    throw notSupported('the browser has none');
  }
  const credential = await what(credentials).catch((thrown: unknown) => {
    throw toPasskeyError(thrown);
  });
  if (credential === null) throw toPasskeyError(undefined);
  return credential as PublicKeyCredential;
}

/** Browsers say the same for "no", for a time-out and for a passkey that is not there. */
function toPasskeyError(cause: unknown): CognitoError {
  const name = cause instanceof DOMException ? cause.name : 'NotAllowedError';
  return name === 'NotAllowedError' || name === 'AbortError'
    ? new CognitoError('PasskeyCancelled', 'the person or the browser gave no passkey', { cause })
    : notSupported(cause);
}

/** Another device, a page of another host than the passkeys', or one that has a passkey already. */
const notSupported = (cause: unknown) =>
  new CognitoError('PasskeyNotSupported', 'passkeys do not work here', { cause });

function toJson({ id, type, authenticatorAttachment, response }: PublicKeyCredential, o: object) {
  return {
    ...{ id, rawId: id, type, clientExtensionResults: {} },
    ...(authenticatorAttachment && { authenticatorAttachment }),
    response: { clientDataJSON: toBase64Url(response.clientDataJSON), ...o },
  };
}

function toDescriptors(
  credentials: readonly PublicKeyCredentialDescriptorJSON[] = [],
): PublicKeyCredentialDescriptor[] {
  return credentials.map(({ id }) => ({ type: 'public-key', id: fromBase64Url(id) }));
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(fromBase64(text.replaceAll('-', '+').replaceAll('_', '/')));
}

function toBase64Url(bytes: ArrayBuffer): string {
  const text = toBase64(new Uint8Array(bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

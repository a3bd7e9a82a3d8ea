import type { VerifiedRegistrationResponse } from '@simplewebauthn/server';
import { requiredText } from '../../aws-endpoint/operation-input';
import { AwsError } from '../../support/aws-error';
import type { PasskeySettings } from '../pool/user-pool-settings';
import type { Passkey } from './passkey';
import type { PasskeyCredential } from './passkey-credential';

/** Algorithms of passkeys: ES256 and RS256, by the numbers of COSE. */
export const ALGORITHMS = [-7, -257];

type Verified = VerifiedRegistrationResponse['registrationInfo'];

/**
 * Checks a passkey that a browser made: relying party, presence and verification of the user, and
 * the key's algorithm. What a manufacturer attests is not asked for, and nothing is fetched.
 *
 * @throws AwsError `WebAuthnRelyingPartyMismatchException`, `WebAuthnCredentialNotSupportedException`
 *   or `InvalidParameterException`
 */
export async function verifyNewPasskey(
  { relyingPartyId = '', userVerification, isMultiFactor }: PasskeySettings,
  credential: PasskeyCredential,
): Promise<Pick<Passkey, 'id' | 'publicKey' | 'counter'>> {
  const { id, clientData, clientDataJSON, response } = credential;
  const attestationObject = requiredText(response, 'attestationObject');
  // Loaded by whoever has a passkey, so that a run without one starts as fast as before.
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  await assertSelfAttested(attestationObject);
  const { registrationInfo } = await verifyRegistrationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON, attestationObject },
    },
    expectedChallenge: clientData.challenge,
    expectedOrigin: clientData.origin,
    expectedRPID: relyingPartyId,
    requireUserVerification: userVerification === 'required' || isMultiFactor,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch((error: unknown) => {
    throw isForeignParty(error) ? relyingPartyMismatch() : notSupported();
  });
  return toPasskey(registrationInfo);
}

/** A statement of a manufacturer would be checked against lists on the network. */
async function assertSelfAttested(attestationObject: string): Promise<void> {
  const { decodeAttestationObject, isoBase64URL } = await import('@simplewebauthn/server/helpers');
  const isAccepted = attempt(() => {
    const decoded = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject));
    const format = decoded.get('fmt');
    const isSelf = format === 'packed' && decoded.get('attStmt').get('x5c') === undefined;
    return format === 'none' || isSelf;
  });
  if (isAccepted !== true) throw notSupported();
}

function toPasskey(verified: Verified) {
  if (verified === undefined) throw notSupported();
  const { id, publicKey, counter } = verified.credential;
  return { id, publicKey: Buffer.from(publicKey).toString('base64url'), counter };
}

/** Whether the library refused because of the relying party. */
function isForeignParty(error: unknown): boolean {
  return error instanceof Error && error.name === 'UnexpectedRPIDHash';
}

function relyingPartyMismatch(): AwsError {
  return new AwsError(
    'WebAuthnRelyingPartyMismatchException',
    'The passkey belongs to another relying party.',
  );
}

function notSupported(): AwsError {
  return new AwsError(
    'WebAuthnCredentialNotSupportedException',
    'The passkey is not supported by the user pool.',
  );
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

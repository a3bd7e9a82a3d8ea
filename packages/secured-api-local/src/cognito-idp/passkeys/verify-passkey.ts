import { requiredText } from '../../aws-endpoint/operation-input';
import { incorrectPassword } from '../pool/user-errors';
import type { Passkey } from './passkey';
import type { PasskeyCredential } from './passkey-credential';

/**
 * Checks the signature of a passkey over a challenge and an origin that are known to be right.
 *
 * @returns how often it has signed
 * @throws AwsError `NotAuthorizedException` or `InvalidParameterException`
 */
export async function verifyPasskey(
  { id, publicKey, counter, relyingPartyId }: Passkey,
  { clientData, clientDataJSON, response }: PasskeyCredential,
  requireUserVerification: boolean,
): Promise<{ readonly counter: number; readonly isUserVerified: boolean }> {
  const signed = {
    clientDataJSON,
    authenticatorData: requiredText(response, 'authenticatorData'),
    signature: requiredText(response, 'signature'),
  };
  // Loaded by whoever has a passkey, so that a run without one starts as fast as before.
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: signed,
    },
    expectedChallenge: clientData.challenge,
    expectedOrigin: clientData.origin,
    expectedRPID: relyingPartyId,
    requireUserVerification,
    credential: { id, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter },
  }).catch(() => {
    throw incorrectPassword('the passkey answer cannot be read');
  });
  if (!verified) throw incorrectPassword('the passkey answer does not verify');
  return {
    counter: authenticationInfo.newCounter,
    isUserVerified: authenticationInfo.userVerified,
  };
}

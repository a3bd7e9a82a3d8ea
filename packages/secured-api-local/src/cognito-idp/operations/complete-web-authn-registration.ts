import type { Operation } from '../../aws-endpoint/operation';
import { objectMember } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { AwsError } from '../../support/aws-error';
import { malformed, readCredential, transportsOf } from '../passkeys/passkey-credential';
import { assertRoomForPasskey, passkeySettings } from '../passkeys/passkey-registration';
import { isAllowedOrigin } from '../passkeys/relying-party';
import { verifyNewPasskey } from '../passkeys/verify-new-passkey';
import type { SignedInUser } from '../tokens/token-verifier';
import type { UserPoolBackend } from '../user-pool-backend';

/** `CompleteWebAuthnRegistration`: keeps the passkey that the browser of a signed-in user made. */
export function completeWebAuthnRegistration(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'CompleteWebAuthnRegistration', async (input) => {
    const signedIn = backend.verifier.authenticate(input);
    const settings = passkeySettings(signedIn.pool);
    const credential = readCredential(objectMember(input, 'Credential') ?? {});
    const { type, challenge, origin, crossOrigin } = credential.clientData;
    if (type !== 'webauthn.create') throw malformed();
    endRegistration(backend, signedIn, challenge);
    if (crossOrigin || !isAllowedOrigin(settings, origin)) throw originNotAllowed();
    const verified = await verifyNewPasskey(settings, credential);
    // The proof took its time: the session may have ended meanwhile, or another passkey been made.
    const { user } = backend.verifier.authenticate(input);
    assertRoomForPasskey(backend, settings, user);
    if (backend.passkeys.find(user, verified.id) !== undefined) throw malformed();
    backend.passkeys.save(user, verified.id, {
      ...verified,
      relyingPartyId: settings.relyingPartyId ?? '',
      transports: transportsOf(credential),
      attachment: credential.attachment,
      createdAt: backend.clock.now(),
    });
    return {};
  });
}

/** A challenge is good for one passkey of one user, asked for by the same client. */
function endRegistration(
  { passkeyRegistrations }: UserPoolBackend,
  { pool, client, user }: SignedInUser,
  challenge: string,
): void {
  const registration = passkeyRegistrations.get(challenge);
  if (registration?.poolId !== pool.id || registration.sub !== user.sub) {
    throw new AwsError('WebAuthnChallengeNotFoundException', 'The challenge is not known.');
  }
  passkeyRegistrations.take(challenge);
  if (registration.clientId === client.id) return;
  throw new AwsError(
    'WebAuthnClientMismatchException',
    'The challenge was asked for by another client.',
  );
}

function originNotAllowed(): AwsError {
  return new AwsError(
    'WebAuthnOriginNotAllowedException',
    'The origin is not allowed for the relying party of the user pool.',
  );
}

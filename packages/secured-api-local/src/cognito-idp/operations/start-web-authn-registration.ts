import type { Operation } from '../../aws-endpoint/operation';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { AwsError } from '../../support/aws-error';
import { describeCredential, usablePasskeys, userHandleOf } from '../passkeys/passkey';
import {
  assertRoomForPasskey,
  CEREMONY_MS,
  passkeySettings,
} from '../passkeys/passkey-registration';
import { ALGORITHMS } from '../passkeys/verify-new-passkey';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';

const CHALLENGE_BYTES = 32;

/** `StartWebAuthnRegistration`: asks the browser of a signed-in user for a passkey. */
export function startWebAuthnRegistration(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'StartWebAuthnRegistration', (input) => {
    const { pool, client, user } = backend.verifier.authenticate(input);
    const settings = passkeySettings(pool);
    const { relyingPartyId, userVerification, isMultiFactor } = settings;
    if (relyingPartyId === undefined) throw noRelyingParty();
    assertRoomForPasskey(backend, settings, user);
    const challenge = backend.random.bytes(CHALLENGE_BYTES).toString('base64url');
    const registration = { poolId: pool.id, clientId: client.id, sub: user.sub };
    backend.passkeyRegistrations.set(challenge, registration, CEREMONY_MS);
    return {
      CredentialCreationOptions: {
        rp: { id: relyingPartyId, name: relyingPartyId },
        user: describePerson(user),
        challenge,
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
        timeout: CEREMONY_MS,
        excludeCredentials: usablePasskeys(backend, settings, user).map(describeCredential),
        authenticatorSelection: {
          requireResidentKey: true,
          residentKey: 'required',
          userVerification: isMultiFactor ? 'required' : userVerification,
        },
        attestation: 'none',
      },
    };
  });
}

function describePerson(user: User): object {
  const { email, phone_number: phoneNumber } = user.attributes;
  const name = email ?? phoneNumber ?? user.username;
  return { id: userHandleOf(user), name, displayName: user.attributes.name ?? name };
}

function noRelyingParty(): AwsError {
  return new AwsError(
    'WebAuthnConfigurationMissingException',
    'The user pool has no relying party for passkeys.',
  );
}

import type { Operation } from '../../aws-endpoint/operation';
import { publicOperation } from '../../aws-endpoint/public-operation';
import type { Passkey } from '../passkeys/passkey';
import { passkeySettings } from '../passkeys/passkey-registration';
import { pageOf } from '../pool/page-of';
import type { UserPoolBackend } from '../user-pool-backend';

const PAGE = { member: 'MaxResults', largest: 20 };

/** `ListWebAuthnCredentials`: the passkeys of a signed-in user, the last one first. */
export function listWebAuthnCredentials(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'ListWebAuthnCredentials', (input) => {
    const { pool, user } = backend.verifier.authenticate(input);
    passkeySettings(pool);
    const { items, nextToken } = pageOf(backend.passkeys.list(user), input, 'NextToken', PAGE);
    return {
      Credentials: items.map(describePasskey),
      ...(nextToken !== undefined && { NextToken: nextToken }),
    };
  });
}

function describePasskey(passkey: Passkey): object {
  return {
    CredentialId: passkey.id,
    FriendlyCredentialName: 'Passkey',
    RelyingPartyId: passkey.relyingPartyId,
    AuthenticatorAttachment: passkey.attachment,
    AuthenticatorTransports: passkey.transports,
    CreatedAt: passkey.createdAt / 1000,
  };
}

import type { Operation } from '../../aws-endpoint/operation';
import { optionalText, requiredText } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { AwsError } from '../../support/aws-error';
import { assertClientSecret, callingClient } from '../calling-client';
import { verifyJwt } from '../jwt';
import type { UserPoolBackend } from '../user-pool-backend';

/** `RevokeToken`: ends the session of a refresh token, with every token that came of it. */
export function revokeToken(backend: UserPoolBackend): Operation {
  const { registry, sessions, signingKey } = backend;
  return publicOperation(backend.store, 'RevokeToken', (input) => {
    const { client } = callingClient(registry, input);
    const token = requiredText(input, 'Token');
    assertClientSecret(client, optionalText(input, 'ClientSecret'));
    if (verifyJwt(token, signingKey()) !== undefined) {
      throw new AwsError('UnsupportedTokenTypeException', 'Unsupported token type');
    }
    const found = sessions.findRefreshToken(token);
    const session = found && sessions.find(found.originJti);
    if (session !== undefined && session.clientId !== client.id) {
      throw new AwsError('UnauthorizedException', 'Invalid request');
    }
    // An unknown token is already what the caller wants it to be (RFC 7009, section 2.2).
    if (session !== undefined) sessions.revoke(session.originJti);
    return {};
  });
}

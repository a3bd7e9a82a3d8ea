import { AwsError } from '../../support/aws-error';
import type { UserPoolClientSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import { verifyJwt } from './jwt';

/**
 * Ends the session of a client's refresh token, with every token that came of it, and the browser's
 * session at the hosted login where it began there.
 *
 * @throws AwsError `UnsupportedTokenTypeException` or `UnauthorizedException`
 */
export function revokeSession(
  { sessions, logins, signingKey }: UserPoolBackend,
  client: UserPoolClientSettings,
  token: string,
): void {
  if (verifyJwt(token, signingKey()) !== undefined) {
    throw new AwsError('UnsupportedTokenTypeException', 'Unsupported token type');
  }
  const found = sessions.findRefreshToken(token);
  const session = found && sessions.find(found.originJti);
  // An unknown token is already what the caller wants it to be (RFC 7009, section 2.2).
  if (session === undefined) return;
  if (session.clientId !== client.id)
    throw new AwsError('UnauthorizedException', 'Invalid request');
  sessions.revoke(session.originJti);
  if (session.grant !== undefined) logins.end(session.grant.loginId);
}

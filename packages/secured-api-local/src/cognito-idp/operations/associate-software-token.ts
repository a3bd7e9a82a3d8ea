import type { Operation } from '../../aws-endpoint/operation';
import { type Input, optionalText } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { openAuthSession } from '../auth-flows/auth-session';
import { setupSession } from '../auth-flows/setup-session';
import { assertSoftwareTokens } from '../mfa/software-token';
import { toBase32 } from '../mfa/totp';
import type { UserPoolBackend } from '../user-pool-backend';

const SECRET_BYTES = 32;

/** `AssociateSoftwareToken`: makes the secret of an authenticator app, which counts once verified. */
export function associateSoftwareToken(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'AssociateSoftwareToken', (input) => {
    const secret = backend.random.bytes(SECRET_BYTES);
    const session = optionalText(input, 'AccessToken')
      ? keepForUser(backend, input, secret.toString('hex'))
      : keepForSignIn(backend, input, secret.toString('hex'));
    return { SecretCode: toBase32(secret), ...session };
  });
}

function keepForUser({ verifier, directory }: UserPoolBackend, input: Input, secret: string) {
  const { pool, user } = verifier.authenticate(input);
  assertSoftwareTokens(pool);
  directory.save(pool, { ...user, mfa: { enabled: [], ...user.mfa, pendingTotp: secret } });
  return {};
}

function keepForSignIn(backend: UserPoolBackend, input: Input, secret: string) {
  const { proved, close } = setupSession(backend, input);
  assertSoftwareTokens(proved.pool);
  close();
  return { Session: openAuthSession(backend, proved, { name: 'MFA_SETUP', secret }) };
}

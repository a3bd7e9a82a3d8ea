import type { Operation } from '../../aws-endpoint/operation';
import { type Input, optionalText, requiredText } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { openAuthSession } from '../auth-flows/auth-session';
import { setupSession } from '../auth-flows/setup-session';
import { noSoftwareToken, proveTotp } from '../mfa/software-token';
import type { UserPoolBackend } from '../user-pool-backend';

/** `VerifySoftwareToken`: proves by a first code that an authenticator app has the secret. */
export function verifySoftwareToken(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'VerifySoftwareToken', (input) => {
    const code = requiredText(input, 'UserCode');
    const session = optionalText(input, 'AccessToken')
      ? verifyForUser(backend, input, code)
      : verifyForSignIn(backend, input, code);
    return { Status: 'SUCCESS', ...session };
  });
}

function verifyForUser(backend: UserPoolBackend, input: Input, code: string) {
  const { verifier, directory, clock } = backend;
  const { pool, user } = verifier.authenticate(input);
  const { pendingTotp: secret, ...mfa } = user.mfa ?? { enabled: [] };
  if (secret === undefined) throw noSoftwareToken();
  const usedStep = proveTotp(backend, user, { secret, code });
  const verified = { ...mfa, totp: { secret, usedStep } };
  directory.save(pool, { ...user, mfa: verified, modifiedAt: clock.now() });
  return {};
}

function verifyForSignIn(backend: UserPoolBackend, input: Input, code: string) {
  const { proved, challenge, close } = setupSession(backend, input);
  const { secret } = challenge;
  if (secret === undefined) throw noSoftwareToken();
  const verifiedStep = proveTotp(backend, proved.user, { secret, code });
  close();
  return {
    Session: openAuthSession(backend, proved, { name: 'MFA_SETUP', secret, verifiedStep }),
  };
}

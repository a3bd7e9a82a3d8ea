import { CognitoAuth, type CognitoAuthProps } from 'cdk-secured-api';
import { type AppRun, startAppRun } from './app-run';

/** What a pool has beside its passkeys. */
export type PasskeyRunOptions = Pick<CognitoAuthProps, 'hostedLogin'>;

/** Serves the pages of `entry` and runs a pool that takes passkeys beside them. */
export function startPasskeyRun(
  entry: URL,
  optionsFor: (origin: string) => PasskeyRunOptions = () => ({}),
): Promise<AppRun> {
  return startAppRun({
    entry,
    add: (stack, origin) => {
      new CognitoAuth(stack, 'Auth', {
        selfSignUp: true,
        allowedFirstAuthFactors: { password: true, passkey: true },
        passkeyRelyingPartyId: 'localhost',
        ...optionsFor(origin),
      });
    },
  });
}

import { type ChallengeContext, respond } from './challenge-context';
import { CognitoError } from './cognito-error';
import type { Enter } from './flow';
import { loadPart } from './load-part';
import type { SignInStep } from './sign-in-flow';

/** Asks for a passkey: each time that the user says so, for browsers want to be told by a click. */
export async function passkeyStep(context: ChallengeContext): Promise<Enter<SignInStep>> {
  let { challenge } = context;
  let isSpent = false;
  return (stage) => ({
    name: 'passkey',
    submit: stage.submit(async () => {
      if (isSpent) challenge = await context.repeat();
      isSpent = false;
      const { CREDENTIAL_REQUEST_OPTIONS: options } = challenge.ChallengeParameters ?? {};
      if (options === undefined) {
        throw new CognitoError('UnsupportedChallenge', 'Cognito asks for no passkey any more');
      }
      const { signWithPasskey } = await loadPart(() => import('./passkey-ceremony'));
      const CREDENTIAL = JSON.stringify(await signWithPasskey(JSON.parse(options)));
      // Whatever comes of it: a challenge is good for one signature.
      isSpent = true;
      return respond({ ...context, challenge }, { CREDENTIAL });
    }),
  });
}

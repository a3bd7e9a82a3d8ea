import { type ChallengeContext, respond } from './challenge-context';
import { CognitoError } from './cognito-error';
import type { Enter } from './flow';
import type { SignInStep } from './sign-in-flow';
import { totpKeyUri } from './totp-key-uri';

/** Asks for the address that codes are to go to. */
export async function emailSetupStep(context: ChallengeContext): Promise<Enter<SignInStep>> {
  return (stage) => ({
    name: 'emailSetup',
    submit: stage.submit((email: string) => respond(context, { EMAIL: email })),
  });
}

/** Gives the secret of an authenticator app, and asks for its first code. */
export async function totpSetupStep(context: ChallengeContext): Promise<Enter<SignInStep>> {
  const { internals, attempt, challenge } = context;
  const { SecretCode: secret, Session } = await internals.userPool('AssociateSoftwareToken', {
    Session: challenge.Session,
  });
  if (secret === undefined) {
    throw new CognitoError('Unknown', 'AssociateSoftwareToken answers no secret');
  }
  /** The session after the code was right: a second try only has to end the sign-in. */
  let verified: { readonly Session?: string } | undefined;
  return (stage) => ({
    name: 'totpSetup',
    secret,
    uri: totpKeyUri(attempt.username, secret),
    submit: stage.submit(async (code: string) => {
      verified ??= await internals.userPool('VerifySoftwareToken', { Session, UserCode: code });
      return respond({ ...context, challenge: { ...challenge, ...verified } }, {});
    }),
  });
}

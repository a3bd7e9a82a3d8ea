import type { AuthUser } from './auth-user';
import { type Attempt, type Authentication, authenticate, takeTokens } from './authentication';
import { type ClientInternals, perClient } from './client-internals';
import { type Sent, toCodeDelivery, toSentCode } from './code-delivery';
import { asCognitoError, CognitoError } from './cognito-error';
import { createFlowMachine, type Enter, type FlowMachine, type Outcome } from './flow';
import { resetWhenSignedOut } from './reset-when-signed-out';
import type { Result } from './result';
import { toChallengeStep } from './sign-in-challenges';
import type { Submit } from './submit';
import type { UserAttributes } from './user-attributes';
import type { ClientMetadata } from './user-pool-operations';

/** Where a sign-in stands, with the action that leads on. */
export type SignInStep =
  | { name: 'form' }
  | ({ name: 'password' | 'totpCode' } & Submit<SignInStep>)
  | ({ name: 'smsCode' | 'emailCode' } & Sent & Submit<SignInStep>)
  | ({ name: 'newPassword'; missingAttributes: readonly string[] } & Submit<
      SignInStep,
      [password: string, attributes?: UserAttributes]
    >)
  | ({ name: 'confirmSignUp'; username: string } & Sent & Submit<SignInStep>)
  | { name: 'resetPassword'; username: string }
  | { name: 'done'; user: AuthUser };

/** What starts a sign-in; without a password the step `password` asks for it. */
export interface SignInInput {
  username: string;
  password?: string;
  /** Passed on to the user pool's Lambda triggers. */
  clientMetadata?: ClientMetadata;
}

/** A sign-in, without React. */
export interface SignInFlow extends FlowMachine<SignInStep> {
  signIn(input: SignInInput): Promise<Result<SignInStep>>;
}

const FORM: SignInStep = { name: 'form' };

/** The sign-in of a client: every caller gets the same. */
export const signInFlow = /* @__PURE__ */ perClient((internals: ClientInternals): SignInFlow => {
  const machine = createFlowMachine<SignInStep>(FORM);
  resetWhenSignedOut(machine, internals);
  return {
    ...machine,
    signIn(input) {
      const { username, password, clientMetadata } = input;
      return machine.start(input, async () => {
        if (password !== undefined) {
          return attemptSignIn(internals, { username, password, clientMetadata });
        }
        const enter: Enter<SignInStep> = (stage) => ({
          name: 'password',
          submit: stage.submit((typed: string) =>
            attemptSignIn(internals, { username, password: typed, clientMetadata }),
          ),
        });
        return { enter };
      });
    },
  };
});

async function attemptSignIn(
  internals: ClientInternals,
  attempt: Attempt,
): Promise<Outcome<SignInStep>> {
  const proceed = (answer: Authentication): Outcome<SignInStep> => {
    const tokens = takeTokens(internals, answer);
    if (tokens !== undefined) {
      return { enter: () => ({ name: 'done', user: tokens.adopt() }), discard: tokens.discard };
    }
    return { enter: toChallengeStep({ internals, attempt, challenge: answer, proceed }) };
  };
  try {
    return proceed(await authenticate(internals, attempt));
  } catch (thrown) {
    const error = asCognitoError(thrown);
    const { username } = attempt;
    if (error.code === 'UserNotConfirmedException') return askForCode(internals, attempt);
    if (error.code !== 'PasswordResetRequiredException') throw error;
    return { enter: () => ({ name: 'resetPassword', username }) };
  }
}

/** Sends an unconfirmed user a code; the password in memory then signs in. */
async function askForCode(
  internals: ClientInternals,
  attempt: Attempt,
): Promise<Outcome<SignInStep>> {
  const { username, clientMetadata } = attempt;
  const forUser = { Username: username, ClientMetadata: clientMetadata };
  const send = () => internals.userPool('ResendConfirmationCode', forUser).then(toCodeDelivery);
  const confirm = async (code: string): Promise<Outcome<SignInStep>> => {
    await internals.userPool('ConfirmSignUp', { ...forUser, ConfirmationCode: code });
    return attemptSignIn(internals, attempt).catch((thrown: unknown) => ({
      enter: () => FORM,
      error: asCognitoError(thrown),
    }));
  };
  // A code of an earlier mail may still be good, so the step opens even if none can be sent now.
  const sent = await send().catch(asCognitoError);
  const failed = sent instanceof CognitoError;
  return {
    ...(failed && { error: sent }),
    enter: (stage) => ({
      name: 'confirmSignUp',
      username,
      ...toSentCode(failed ? toCodeDelivery({}) : sent),
      submit: stage.submit(confirm),
      resend: stage.resend(send),
    }),
  };
}

import { type Attempt, authenticate } from './authentication';
import type { ChallengeContext } from './challenge-context';
import type { ClientInternals } from './client-internals';
import { toCodeDelivery, toSentCode } from './code-delivery';
import { asCognitoError, CognitoError } from './cognito-error';
import type { Outcome } from './flow';
import { type FreshTokens, takeTokens } from './fresh-tokens';
import { loadPart } from './load-part';
import type { SignInStep } from './sign-in-flow';

export { prepareProof } from './authentication';

/** What the tokens of a sign-in become. */
export interface SignInTarget {
  /** Whether only the user who is signed in is let in. */
  readonly reauthenticate: boolean;
  /** Whether the session outlives the tab; undefined leaves it where it is, by default it does. */
  readonly remember?: boolean;
}

/** Signs in as far as it goes: to a session, or to the step that Cognito asks for. */
export function attemptSignIn(
  internals: ClientInternals,
  given: Attempt,
  target: SignInTarget,
): Promise<Outcome<SignInStep>> {
  const attempt = { ...given, isPassing: isTabOnly(internals, target) };
  const proceed: ChallengeContext['proceed'] = async (answering, repeat, password) => {
    const challenge = await answering.catch(asCognitoError);
    if (challenge instanceof CognitoError) return detour(challenge, password);
    const tokens = takeTokens(internals, challenge);
    if (tokens !== undefined) return finish(internals, tokens, target);
    const { toChallengeStep } = await loadPart(() => import('./sign-in-challenges'));
    const context = { internals, attempt, challenge, repeat, proceed };
    return { enter: await toChallengeStep(context) };
  };
  const detour = (
    error: CognitoError,
    password = attempt.password,
  ): Outcome<SignInStep> | Promise<Outcome<SignInStep>> => {
    const { username } = attempt;
    if (error.code === 'UserNotConfirmedException') {
      return askForCode(internals, { ...attempt, password }, target);
    }
    if (error.code !== 'PasswordResetRequiredException') throw error;
    return { enter: () => ({ name: 'resetPassword', username }) };
  };
  const repeat = () => authenticate(internals, attempt);
  return proceed(repeat(), repeat);
}

function finish(
  internals: ClientInternals,
  tokens: FreshTokens,
  target: SignInTarget,
): Outcome<SignInStep> {
  const state = internals.store.getState();
  const userId = state.status === 'signedIn' ? state.user.userId : undefined;
  if (target.reauthenticate && userId !== tokens.userId) {
    tokens.discard();
    throw new CognitoError('UserChanged', 'somebody else is signed in than proved who they are');
  }
  const tabOnly = isTabOnly(internals, target);
  return {
    enter: () => ({ name: 'done', user: tokens.adopt({ tabOnly }) }),
    discard: tokens.discard,
  };
}

/** Whether the session, and what this browser is to the user, are kept in the tab alone. */
function isTabOnly({ store }: ClientInternals, { reauthenticate, remember }: SignInTarget) {
  return remember === undefined ? reauthenticate && store.current()?.tabOnly : !remember;
}

/** Sends an unconfirmed user a code; the password in memory then signs in, or the confirmation. */
async function askForCode(
  internals: ClientInternals,
  attempt: Attempt,
  target: SignInTarget,
): Promise<Outcome<SignInStep>> {
  const { username, clientMetadata } = attempt;
  const forUser = { Username: username, ClientMetadata: clientMetadata };
  const send = () => internals.userPool('ResendConfirmationCode', forUser).then(toCodeDelivery);
  const confirm = async (code: string): Promise<Outcome<SignInStep>> => {
    await internals.userPool('ConfirmSignUp', { ...forUser, ConfirmationCode: code });
    return attemptSignIn(internals, attempt, target).catch((thrown: unknown) => ({
      enter: () => ({ name: 'form' }),
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

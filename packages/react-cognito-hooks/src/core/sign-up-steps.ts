import type { Attempt } from './authentication';
import type { ClientInternals } from './client-internals';
import { type SentCode, toCodeDelivery, toSentCode } from './code-delivery';
import { defaultFlow } from './default-flow';
import type { Enter, Outcome } from './flow';
import { type FreshTokens, takeTokens } from './fresh-tokens';
import type { StoredValue } from './key-value-store';
import { loadPart } from './load-part';
import type { PendingCode } from './pending-code';
import type { SignUpInput, SignUpStep } from './sign-up-flow';
import { toAttributeList } from './user-attributes';
import type { ClientMetadata } from './user-pool-operations';

/** Who signs up: after a reload only the name is known. */
interface NewUser {
  readonly username: string;
  readonly clientMetadata?: ClientMetadata;
  /** Whether confirming signs in. */
  readonly signsIn: boolean;
  readonly password?: string;
}

/** What a sign-up comes to. */
export interface SignUpSteps {
  begin(input: SignUpInput, o: { signsIn: boolean }): Promise<Outcome<SignUpStep>>;
  /** The step of a code that was awaited before a reload. */
  restore(awaited: PendingCode): Outcome<SignUpStep>;
}

/** Creates the steps of a client's sign-up. */
export function createSignUpSteps(
  internals: ClientInternals,
  pendingCode: StoredValue<PendingCode>,
): SignUpSteps {
  const { userPool, config } = internals;

  /** @param session the confirmation's own, which signs in where the pool offers a choice */
  async function finish(user: NewUser, session?: string): Promise<Outcome<SignUpStep>> {
    const { username } = user;
    const attempt = toAttempt(user, session);
    // What stands in the way after a sign-up that has succeeded is left to the sign-in.
    const tokens = attempt && (await signIn(internals, attempt).catch(() => undefined));
    return {
      enter() {
        tokens?.adopt();
        pendingCode.clear();
        return { name: 'done', username, signedIn: tokens !== undefined };
      },
      discard: tokens?.discard,
    };
  }

  const confirmStep =
    (user: NewUser, sent: SentCode): Enter<SignUpStep> =>
    (stage) => {
      const { username, clientMetadata, signsIn } = user;
      const forUser = { Username: username, ClientMetadata: clientMetadata };
      const remember = (code: SentCode) => pendingCode.write({ username, signsIn, ...code });
      remember(sent);
      const send = () => userPool('ResendConfirmationCode', forUser).then(toCodeDelivery);
      const resend = stage.resend(send, remember);
      if (config.verification === 'link') {
        const submit = stage.submit(() => finishByLink(user));
        return { name: 'confirmByLink', username, ...sent, resend, submit };
      }
      const submit = stage.submit(async (code: string) => {
        const { Session } = await userPool('ConfirmSignUp', {
          ...forUser,
          ConfirmationCode: code,
        });
        return finish(user, Session);
      });
      return { name: 'confirm', username, ...sent, resend, submit };
    };

  /** What signs in after confirming. */
  function toAttempt(user: NewUser, session?: string): Attempt | undefined {
    const { username, password, clientMetadata, signsIn } = user;
    if (!signsIn || (password ?? session) === undefined) return undefined;
    return password === undefined
      ? { username, flow: 'USER_AUTH', session, clientMetadata }
      : { username, flow: defaultFlow(config), password, clientMetadata };
  }

  /** Only a sign-in tells whether the link was opened; without a password it is left to one. */
  async function finishByLink(user: NewUser): Promise<Outcome<SignUpStep>> {
    const attempt = toAttempt(user);
    if (attempt === undefined) return finish(user);
    const tokens = await signIn(internals, attempt);
    const { enter } = await finish({ ...user, signsIn: false });
    return {
      enter(stage) {
        tokens?.adopt();
        return { ...enter(stage), signedIn: tokens !== undefined };
      },
      discard: tokens?.discard,
    };
  }

  return {
    async begin(input, { signsIn }) {
      const { username, password, attributes, clientMetadata } = input;
      const answer = await userPool('SignUp', {
        Username: username,
        Password: password,
        UserAttributes: toAttributeList(attributes),
        ClientMetadata: clientMetadata,
      });
      const user: NewUser = { username, password, clientMetadata, signsIn };
      if (answer.UserConfirmed) return finish(user);
      return { enter: confirmStep(user, toSentCode(toCodeDelivery(answer))) };
    },
    restore(awaited) {
      const { username, signsIn = false } = awaited;
      return { enter: confirmStep({ username, signsIn }, awaited) };
    },
  };
}

async function signIn(
  internals: ClientInternals,
  attempt: Attempt,
): Promise<FreshTokens | undefined> {
  const { authenticate } = await loadPart(() => import('./authentication'));
  return takeTokens(internals, await authenticate(internals, attempt));
}

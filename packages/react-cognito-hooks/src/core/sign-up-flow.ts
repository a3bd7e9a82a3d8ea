import type { Attempt } from './authentication';
import { type ClientInternals, perClient } from './client-internals';
import { type Sent, type SentCode, toCodeDelivery, toSentCode } from './code-delivery';
import { defaultFlow } from './default-flow';
import { createFlowMachine, type Enter, type FlowMachine, type Outcome } from './flow';
import { type FreshTokens, takeTokens } from './fresh-tokens';
import { loadPart } from './load-part';
import { createPendingCode } from './pending-code';
import { resetWhenSignedOut } from './reset-when-signed-out';
import type { Result } from './result';
import type { Submit } from './submit';
import { toAttributeList, type UserAttributes } from './user-attributes';
import type { ClientMetadata } from './user-pool-operations';

/** Where a sign-up stands, with the action that leads on. */
export type SignUpStep =
  | { name: 'form' }
  | ({ name: 'confirm'; username: string } & Sent & Submit<SignUpStep>)
  | ({ name: 'confirmByLink'; username: string } & Sent & Submit<SignUpStep, []>)
  | { name: 'done'; username: string; signedIn: boolean };

/** What starts a sign-up. */
export interface SignUpInput {
  username: string;
  password?: string;
  attributes?: UserAttributes;
  /** Passed on to the user pool's Lambda triggers. */
  clientMetadata?: ClientMetadata;
}

/** A sign-up, without React. */
export interface SignUpFlow extends FlowMachine<SignUpStep> {
  /** @param o.autoSignIn whether confirming signs in. @default true */
  signUp(input: SignUpInput, o?: { autoSignIn?: boolean }): Promise<Result<SignUpStep>>;
}

const FORM: SignUpStep = { name: 'form' };

/** Who signs up: after a reload only the name is known. */
interface NewUser {
  readonly username: string;
  readonly clientMetadata?: ClientMetadata;
  /** Whether confirming signs in. */
  readonly signsIn: boolean;
  readonly password?: string;
}

/** The sign-up of a client: every caller gets the same. */
export const signUpFlow = /* @__PURE__ */ perClient((internals: ClientInternals): SignUpFlow => {
  const pendingCode = createPendingCode(internals, 'signUp');
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

  const machine = createFlowMachine<SignUpStep>(FORM, {
    restore() {
      const awaited = pendingCode.read();
      if (awaited === undefined) return undefined;
      const { username, signsIn = false } = awaited;
      return confirmStep({ username, signsIn }, awaited);
    },
    forget: pendingCode.clear,
  });
  resetWhenSignedOut(machine, internals);

  return {
    ...machine,
    signUp(input, { autoSignIn = true } = {}) {
      return machine.start({ ...input, autoSignIn }, async () => {
        const { username, password, attributes, clientMetadata } = input;
        const answer = await userPool('SignUp', {
          Username: username,
          Password: password,
          UserAttributes: toAttributeList(attributes),
          ClientMetadata: clientMetadata,
        });
        const user: NewUser = { username, password, clientMetadata, signsIn: autoSignIn };
        if (answer.UserConfirmed) return finish(user);
        return { enter: confirmStep(user, toSentCode(toCodeDelivery(answer))) };
      });
    },
  };
});

async function signIn(
  internals: ClientInternals,
  attempt: Attempt,
): Promise<FreshTokens | undefined> {
  const { authenticate } = await loadPart(() => import('./authentication'));
  return takeTokens(internals, await authenticate(internals, attempt));
}

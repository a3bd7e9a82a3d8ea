import type { AuthUser } from './auth-user';
import type { Attempt } from './authentication';
import { type ClientInternals, perClient } from './client-internals';
import type { Sent } from './code-delivery';
import { CognitoError } from './cognito-error';
import { defaultFlow } from './default-flow';
import { createFlowMachine, type Enter, type FlowMachine } from './flow';
import { loadPart } from './load-part';
import { resetWhenSignedOut } from './reset-when-signed-out';
import type { Result } from './result';
import type { FirstFactor } from './select-factor-step';
import type { MfaKind } from './select-mfa-step';
import type { Submit } from './submit';
import type { UserAttributes } from './user-attributes';
import type { AuthFlow, ClientMetadata } from './user-pool-operations';

/** Where a sign-in stands, with the action that leads on. */
export type SignInStep =
  | { name: 'form' }
  | ({ name: 'password' | 'totpCode' } & Submit<SignInStep>)
  | ({ name: 'smsCode' | 'emailCode' } & Sent & Submit<SignInStep>)
  | ({ name: 'newPassword'; missingAttributes: readonly string[] } & Submit<
      SignInStep,
      [password: string, attributes?: UserAttributes]
    >)
  | ({ name: 'selectMfa' | 'selectMfaSetup'; options: readonly MfaKind[] } & Submit<
      SignInStep,
      [kind: MfaKind]
    >)
  | ({ name: 'totpSetup'; secret: string; uri: string } & Submit<SignInStep>)
  | ({ name: 'emailSetup' } & Submit<SignInStep, [email: string]>)
  | ({ name: 'selectFactor'; options: readonly FirstFactor[] } & Submit<
      SignInStep,
      [factor: FirstFactor]
    >)
  | ({ name: 'passkey' } & Submit<SignInStep, []>)
  | ({ name: 'custom'; params: Readonly<Record<string, string>> } & Submit<SignInStep>)
  | ({ name: 'confirmSignUp'; username: string } & Sent & Submit<SignInStep>)
  | { name: 'resetPassword'; username: string }
  | { name: 'done'; user: AuthUser };

/** What starts a sign-in; without a password a flow that needs one asks for it. */
export interface SignInInput {
  username: string;
  password?: string;
  /**
   * Whether the session outlives the tab. With `false` it is kept in the tab's own storage, and no
   * other tab is signed in.
   *
   * @default true
   */
  remember?: boolean;
  /** Passed on to the user pool's Lambda triggers. */
  clientMetadata?: ClientMetadata;
}

/** How a sign-in is done. */
export interface SignInOptions {
  /** @default - USER_SRP_AUTH, or the first flow of the config where it does not have that */
  flow?: AuthFlow;
  /**
   * Whether the user who is signed in proves again who they are. Anybody else is refused with
   * `UserChanged`, and the session stays as it was.
   *
   * @default false
   */
  reauthenticate?: boolean;
}

/** A sign-in, without React. */
export interface SignInFlow extends FlowMachine<SignInStep> {
  signIn(input: SignInInput, o?: { flow?: AuthFlow }): Promise<Result<SignInStep>>;
}

const FORM: SignInStep = { name: 'form' };

/** The flows that begin with a password. */
const BY_PASSWORD: readonly AuthFlow[] = ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH'];

/** The sign-in of a client: every caller gets the same. */
export const signInFlow = /* @__PURE__ */ perClient((internals) =>
  createSignInFlow(internals, { reauthenticate: false }),
);

/** The repeated sign-in of who is signed in, with steps of its own. */
export const reauthenticationFlow = /* @__PURE__ */ perClient((internals) =>
  createSignInFlow(internals, { reauthenticate: true }),
);

/** Who is signed in already never needs it. */
const loadAttempt = () => loadPart(() => import('./sign-in-attempt'));

function createSignInFlow(
  internals: ClientInternals,
  { reauthenticate }: { reauthenticate: boolean },
): SignInFlow {
  const machine = createFlowMachine<SignInStep>(FORM, {
    async load() {
      const { prepareProof } = await loadAttempt();
      if (defaultFlow(internals.config) === 'USER_SRP_AUTH') prepareProof(internals);
    },
  });
  resetWhenSignedOut(machine, internals);
  return {
    ...machine,
    signIn(input, { flow = defaultFlow(internals.config) } = {}) {
      const { remember, ...who } = input;
      return machine.start({ ...input, flow }, async () => {
        const target = { reauthenticate, remember };
        internals.store.open();
        if (reauthenticate && internals.store.current() === undefined) {
          throw new CognitoError('NotSignedIn', 'nobody is signed in who could prove it again');
        }
        const attempt: Attempt = { ...who, flow };
        const { attemptSignIn } = await loadAttempt();
        if (attempt.password !== undefined || !BY_PASSWORD.includes(flow)) {
          return attemptSignIn(internals, attempt, target);
        }
        const enter: Enter<SignInStep> = (stage) => ({
          name: 'password',
          submit: stage.submit((password: string) =>
            attemptSignIn(internals, { ...attempt, password }, target),
          ),
        });
        return { enter };
      });
    },
  };
}

import { type ClientInternals, perClient } from './client-internals';
import type { Sent } from './code-delivery';
import { createFlowMachine, type FlowMachine } from './flow';
import { loadPart } from './load-part';
import { createPendingCode } from './pending-code';
import { resetWhenSignedOut } from './reset-when-signed-out';
import type { Result } from './result';
import type { Submit } from './submit';
import type { UserAttributes } from './user-attributes';
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

/** The sign-up of a client: every caller gets the same. */
export const signUpFlow = /* @__PURE__ */ perClient((internals: ClientInternals): SignUpFlow => {
  const pendingCode = createPendingCode(internals, 'signUp');
  const load = async () => {
    const { createSignUpSteps } = await loadPart(() => import('./sign-up-steps'));
    return createSignUpSteps(internals, pendingCode);
  };
  const machine = createFlowMachine<SignUpStep>(FORM, {
    load,
    restore() {
      const awaited = pendingCode.read();
      return awaited && load().then((steps) => steps.restore(awaited));
    },
    forget: pendingCode.clear,
  });
  resetWhenSignedOut(machine, internals);

  return {
    ...machine,
    signUp: (input, { autoSignIn: signsIn = true } = {}) =>
      machine.start({ ...input, signsIn }, async () => (await load()).begin(input, { signsIn })),
  };
});

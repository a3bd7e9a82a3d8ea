import { type ClientInternals, perClient } from './client-internals';
import type { Sent } from './code-delivery';
import { createFlowMachine, type FlowMachine } from './flow';
import { loadPart } from './load-part';
import { createPendingCode } from './pending-code';
import { resetWhenSignedOut } from './reset-when-signed-out';
import type { Result } from './result';
import type { Submit } from './submit';
import type { ClientMetadata } from './user-pool-operations';

/** Where a password reset stands, with the action that leads on. */
export type ResetPasswordStep =
  | { name: 'form' }
  | ({ name: 'confirm'; username: string } & Sent &
      Submit<ResetPasswordStep, [code: string, newPassword: string]>)
  | { name: 'done'; username: string };

/** What starts a password reset. */
export interface ResetPasswordInput {
  username: string;
  /** Passed on to the user pool's Lambda triggers; after a reload it is not known any more. */
  clientMetadata?: ClientMetadata;
}

/** A password reset, without React. */
export interface ResetPasswordFlow extends FlowMachine<ResetPasswordStep> {
  request(input: ResetPasswordInput): Promise<Result<ResetPasswordStep>>;
}

const FORM: ResetPasswordStep = { name: 'form' };

/** The password reset of a client: every caller gets the same. */
export const resetPasswordFlow = /* @__PURE__ */ perClient(
  (internals: ClientInternals): ResetPasswordFlow => {
    const pendingCode = createPendingCode(internals, 'resetPassword');
    const load = async () => {
      const part = await loadPart(() => import('./reset-password-steps'));
      return part.createResetPasswordSteps(internals, pendingCode);
    };
    const machine = createFlowMachine<ResetPasswordStep>(FORM, {
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
      request: (input) => machine.start(input, async () => (await load()).begin(input)),
    };
  },
);

import { type ClientInternals, perClient } from './client-internals';
import { type Sent, type SentCode, toCodeDelivery, toSentCode } from './code-delivery';
import { createFlowMachine, type Enter, type FlowMachine } from './flow';
import { asNewPasswordError } from './new-password-error';
import { createPendingCode } from './pending-code';
import { resetWhenSignedOut } from './reset-when-signed-out';
import type { Result } from './result';
import type { Submit } from './submit';

/** Where a password reset stands, with the action that leads on. */
export type ResetPasswordStep =
  | { name: 'form' }
  | ({ name: 'confirm'; username: string } & Sent &
      Submit<ResetPasswordStep, [code: string, newPassword: string]>)
  | { name: 'done'; username: string };

/** A password reset, without React. */
export interface ResetPasswordFlow extends FlowMachine<ResetPasswordStep> {
  request(input: { username: string }): Promise<Result<ResetPasswordStep>>;
}

const FORM: ResetPasswordStep = { name: 'form' };

/** The password reset of a client: every caller gets the same. */
export const resetPasswordFlow = /* @__PURE__ */ perClient(
  (internals: ClientInternals): ResetPasswordFlow => {
    const pendingCode = createPendingCode(internals, 'resetPassword');
    const { userPool } = internals;

    const send = async (username: string) =>
      toCodeDelivery(await userPool('ForgotPassword', { Username: username }));

    const confirmStep =
      (username: string, sent: SentCode): Enter<ResetPasswordStep> =>
      (stage) => {
        const remember = (code: SentCode) => pendingCode.write({ username, ...code });
        remember(sent);
        return {
          name: 'confirm',
          username,
          ...sent,
          resend: stage.resend(() => send(username), remember),
          submit: stage.submit(async (code: string, newPassword: string) => {
            await userPool('ConfirmForgotPassword', {
              Username: username,
              ConfirmationCode: code,
              Password: newPassword,
            }).catch(asNewPasswordError);
            return {
              enter() {
                pendingCode.clear();
                return { name: 'done', username };
              },
            };
          }),
        };
      };

    const machine = createFlowMachine<ResetPasswordStep>(FORM, {
      restore() {
        const awaited = pendingCode.read();
        return awaited && confirmStep(awaited.username, awaited);
      },
      forget: pendingCode.clear,
    });
    resetWhenSignedOut(machine, internals);

    return {
      ...machine,
      request: ({ username }) =>
        machine.start({ username }, async () => ({
          enter: confirmStep(username, toSentCode(await send(username))),
        })),
    };
  },
);

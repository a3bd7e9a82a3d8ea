import { type ClientInternals, perClient } from './client-internals';
import { type Sent, type SentCode, toCodeDelivery, toSentCode } from './code-delivery';
import { createFlowMachine, type Enter, type FlowMachine } from './flow';
import { asNewPasswordError } from './new-password-error';
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
    const { userPool } = internals;

    const send = ({ username, clientMetadata }: ResetPasswordInput) =>
      userPool('ForgotPassword', { Username: username, ClientMetadata: clientMetadata }).then(
        toCodeDelivery,
      );

    const confirmStep =
      (input: ResetPasswordInput, sent: SentCode): Enter<ResetPasswordStep> =>
      (stage) => {
        const { username, clientMetadata } = input;
        const remember = (code: SentCode) => pendingCode.write({ username, ...code });
        remember(sent);
        return {
          name: 'confirm',
          username,
          ...sent,
          resend: stage.resend(() => send(input), remember),
          submit: stage.submit(async (code: string, newPassword: string) => {
            await userPool('ConfirmForgotPassword', {
              Username: username,
              ConfirmationCode: code,
              Password: newPassword,
              ClientMetadata: clientMetadata,
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
        return awaited && confirmStep({ username: awaited.username }, awaited);
      },
      forget: pendingCode.clear,
    });
    resetWhenSignedOut(machine, internals);

    return {
      ...machine,
      request: (input) =>
        machine.start(input, async () => ({
          enter: confirmStep(input, toSentCode(await send(input))),
        })),
    };
  },
);

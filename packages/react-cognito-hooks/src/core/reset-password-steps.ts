import type { ClientInternals } from './client-internals';
import { type SentCode, toCodeDelivery, toSentCode } from './code-delivery';
import type { Enter, Outcome } from './flow';
import type { StoredValue } from './key-value-store';
import { asNewPasswordError } from './new-password-error';
import type { PendingCode } from './pending-code';
import type { ResetPasswordInput, ResetPasswordStep } from './reset-password-flow';

/** What a password reset comes to. */
export interface ResetPasswordSteps {
  begin(input: ResetPasswordInput): Promise<Outcome<ResetPasswordStep>>;
  /** The step of a code that was awaited before a reload. */
  restore(awaited: PendingCode): Outcome<ResetPasswordStep>;
}

/** Creates the steps of a client's password reset. */
export function createResetPasswordSteps(
  { userPool }: ClientInternals,
  pendingCode: StoredValue<PendingCode>,
): ResetPasswordSteps {
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

  return {
    begin: async (input) => ({ enter: confirmStep(input, toSentCode(await send(input))) }),
    restore: (awaited) => ({ enter: confirmStep({ username: awaited.username }, awaited) }),
  };
}

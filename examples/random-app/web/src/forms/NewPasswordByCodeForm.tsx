import type { CognitoError, ResetPasswordStep } from 'react-cognito-hooks';
import { useConfig } from '../config-context';
import { AppForm } from './AppForm';
import { CodeField } from './CodeField';
import { checkNewPassword, checkPresent } from './checks';
import { NewPasswordField } from './NewPasswordField';
import { Resend } from './Resend';

type ConfirmStep = Extract<ResetPasswordStep, { name: 'confirm' }>;

/** The step in which a code proves who chooses the new password. */
export interface NewPasswordByCodeFormProps {
  readonly step: ConfirmStep;
  readonly error: CognitoError | null;
  readonly pending: boolean;
}

/** Asks for the code and the new password together. */
export function NewPasswordByCodeForm({ step, error, pending }: NewPasswordByCodeFormProps) {
  const { passwordPolicy } = useConfig();
  return (
    <>
      <AppForm
        fields={['code', 'newPassword']}
        check={({ code = '', newPassword = '' }) => ({
          code: checkPresent(code, 'the code'),
          newPassword: checkNewPassword(newPassword, passwordPolicy),
        })}
        onSubmit={({ code = '', newPassword = '' }) =>
          step.submit(code.replace(/\s/g, ''), newPassword)
        }
        error={error}
        pending={pending}
        submitLabel="Change the password"
      >
        <CodeField />
        <NewPasswordField name="newPassword" label="New password" />
      </AppForm>
      <Resend
        delivery={step.delivery}
        resend={step.resend}
        resendAvailableAt={step.resendAvailableAt}
      />
    </>
  );
}

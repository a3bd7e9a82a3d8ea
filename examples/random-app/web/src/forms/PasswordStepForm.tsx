import type { CognitoError, Submit } from 'react-cognito-hooks';
import { AppForm } from './AppForm';
import { checkPresent } from './checks';
import { PasswordField } from './PasswordField';

/** The step in which only the password is missing. */
export interface PasswordStepFormProps {
  readonly step: Pick<Submit<unknown>, 'submit'>;
  readonly error: CognitoError | null;
  readonly pending: boolean;
  /** Who signs in, for password managers. @default - they are not told */
  readonly username?: string;
  /** @default 'Sign in' */
  readonly submitLabel?: string;
}

/** Asks for the password alone. */
export function PasswordStepForm(props: PasswordStepFormProps) {
  const { step, username, error, pending, submitLabel = 'Sign in' } = props;
  return (
    <AppForm
      fields={['password']}
      check={({ password = '' }) => ({ password: checkPresent(password, 'your password') })}
      onSubmit={({ password = '' }) => step.submit(password)}
      error={error}
      pending={pending}
      submitLabel={submitLabel}
    >
      {username && <input value={username} autoComplete="username" readOnly hidden />}
      <PasswordField name="password" label="Password" autoComplete="current-password" />
    </AppForm>
  );
}

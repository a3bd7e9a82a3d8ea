import type { CognitoError } from 'react-cognito-hooks';
import { Link, useLocation } from 'react-router';
import { useConfig } from '../config-context';
import { AppForm } from './AppForm';
import { checkPresent, toUsername } from './checks';
import { identifierLabel } from './identifier-label';
import { PasswordField } from './PasswordField';
import { UsernameField } from './UsernameField';

/** What the form needs of the sign-in. */
export interface SignInFormProps {
  readonly error: CognitoError | null;
  readonly pending: boolean;
  readonly onSubmit: (input: { username: string; password: string }) => unknown;
}

/** Asks who it is, and for the password. */
export function SignInForm({ error, pending, onSubmit }: SignInFormProps) {
  const { signIn } = useConfig();
  const { state } = useLocation();
  const label = identifierLabel(signIn.identifiers);
  return (
    <>
      <AppForm
        fields={['username', 'password']}
        check={({ username = '', password = '' }) => ({
          username: checkPresent(username, `your ${label.toLowerCase()}`),
          password: checkPresent(password, 'your password'),
        })}
        onSubmit={({ username = '', password = '' }) =>
          onSubmit({ username: toUsername(username), password })
        }
        error={error}
        pending={pending}
        submitLabel="Sign in"
      >
        <UsernameField label={label} />
        <PasswordField name="password" label="Password" autoComplete="current-password" />
      </AppForm>
      <p className="aside">
        <Link to="/reset-password">Forgot your password?</Link>
        {signIn.selfSignUp && (
          <Link to="/sign-up" state={state}>
            Create an account
          </Link>
        )}
      </p>
    </>
  );
}

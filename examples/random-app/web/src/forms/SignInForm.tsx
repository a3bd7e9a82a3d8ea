import type { CognitoError } from 'react-cognito-hooks';
import { Link, useLocation } from 'react-router';
import { useConfig } from '../config-context';
import { AppForm } from './AppForm';
import { checkPresent, toUsername } from './checks';
import { HostedLoginButton } from './HostedLoginButton';
import { identifierLabel } from './identifier-label';
import { PasswordField } from './PasswordField';
import { UsernameField } from './UsernameField';

/** What the form needs of the sign-in. */
export interface SignInFormProps {
  readonly error: CognitoError | null;
  readonly pending: boolean;
  /** Whether the user chooses how to sign in, and is not asked for a password at once. */
  readonly byChoice: boolean;
  readonly onSubmit: (input: { username: string; password?: string }) => unknown;
}

/** Asks who it is, and for the password unless there is a choice. */
export function SignInForm({ error, pending, byChoice, onSubmit }: SignInFormProps) {
  const { signIn } = useConfig();
  const { state } = useLocation();
  const label = identifierLabel(signIn.identifiers);
  return (
    <>
      <AppForm
        fields={['username', 'password']}
        check={({ username = '', password = '' }) => ({
          username: checkPresent(username, `your ${label.toLowerCase()}`),
          password: byChoice ? undefined : checkPresent(password, 'your password'),
        })}
        onSubmit={({ username = '', password = '' }) =>
          onSubmit({ username: toUsername(username), ...(!byChoice && { password }) })
        }
        error={error}
        pending={pending}
        submitLabel={byChoice ? 'Continue' : 'Sign in'}
      >
        <UsernameField label={label} />
        {!byChoice && (
          <PasswordField name="password" label="Password" autoComplete="current-password" />
        )}
      </AppForm>
      <HostedLoginButton disabled={pending} />
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

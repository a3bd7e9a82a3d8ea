import type { CognitoError } from 'react-cognito-hooks';
import { Link } from 'react-router';
import { useConfig } from '../config-context';
import { AppForm } from './AppForm';
import { checkPresent, toUsername } from './checks';
import { identifierLabel } from './identifier-label';
import { UsernameField } from './UsernameField';

/** What the form needs of the reset. */
export interface RequestResetFormProps {
  readonly error: CognitoError | null;
  readonly pending: boolean;
  readonly onSubmit: (input: { username: string }) => unknown;
}

/** Asks whose password it is. */
export function RequestResetForm({ error, pending, onSubmit }: RequestResetFormProps) {
  const { signIn } = useConfig();
  const label = identifierLabel(signIn.identifiers);
  return (
    <>
      <AppForm
        fields={['username']}
        check={({ username = '' }) => ({
          username: checkPresent(username, `your ${label.toLowerCase()}`),
        })}
        onSubmit={({ username = '' }) => onSubmit({ username: toUsername(username) })}
        error={error}
        pending={pending}
        submitLabel="Send me a code"
      >
        <UsernameField label={label} />
      </AppForm>
      <p className="aside">
        <Link to="/sign-in">Back to sign in</Link>
      </p>
    </>
  );
}

import { useState } from 'react';
import ToggleButton from 'react-bootstrap/ToggleButton';
import ToggleButtonGroup from 'react-bootstrap/ToggleButtonGroup';
import type { CognitoError } from 'react-cognito-hooks';
import { Link, useLocation } from 'react-router';
import { useConfig } from '../config-context';
import { AppForm } from './AppForm';
import { checkIdentifier, checkNewPassword, type Identifier, toUsername } from './checks';
import { identifierLabel } from './identifier-label';
import { NewPasswordField } from './NewPasswordField';
import { UsernameField } from './UsernameField';

/** What the form needs of the sign-up. */
export interface SignUpFormProps {
  readonly error: CognitoError | null;
  readonly pending: boolean;
  readonly onSubmit: (input: { username: string; password: string }) => unknown;
}

const INPUTS = {
  email: { type: 'email', inputMode: 'email' },
  phone_number: { type: 'tel', inputMode: 'tel' },
  username: { type: 'text', inputMode: 'text' },
  preferred_username: { type: 'text', inputMode: 'text' },
} as const;

/** Asks for an address of the kinds that the user pool takes, and for a password. */
export function SignUpForm({ error, pending, onSubmit }: SignUpFormProps) {
  const { passwordPolicy, signIn } = useConfig();
  const { state } = useLocation();
  const [first] = signIn.identifiers;
  const [kind, setKind] = useState<Identifier>(first ?? 'username');
  return (
    <>
      {signIn.identifiers.length > 1 && (
        <KindOfAddress kinds={signIn.identifiers} kind={kind} onChange={setKind} />
      )}
      <AppForm
        fields={['username', 'password']}
        check={({ username = '', password = '' }) => ({
          username: checkIdentifier(username, kind),
          password: checkNewPassword(password, passwordPolicy),
        })}
        onSubmit={({ username = '', password = '' }) =>
          onSubmit({ username: toUsername(username), password })
        }
        error={error}
        pending={pending}
        submitLabel="Sign up"
      >
        <UsernameField key={kind} {...INPUTS[kind]} label={identifierLabel([kind])} />
        <NewPasswordField name="password" label="Password" />
      </AppForm>
      <p className="aside">
        <Link to="/sign-in" state={state}>
          I have an account
        </Link>
      </p>
    </>
  );
}

function KindOfAddress(props: {
  readonly kinds: readonly Identifier[];
  readonly kind: Identifier;
  readonly onChange: (kind: Identifier) => void;
}) {
  return (
    <ToggleButtonGroup
      type="radio"
      name="kind"
      bsPrefix="kinds"
      aria-label="Sign up with"
      value={props.kind}
      onChange={props.onChange}
    >
      {props.kinds.map((kind) => (
        <ToggleButton key={kind} id={`kind-${kind}`} value={kind} variant="outline-secondary">
          {identifierLabel([kind])}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

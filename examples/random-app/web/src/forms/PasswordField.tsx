import { useState } from 'react';
import Button from 'react-bootstrap/Button';
import { Field, type FieldProps } from './Field';

/** A password that its owner can look at. */
export function PasswordField(props: FieldProps) {
  const [shown, setShown] = useState(false);
  const action = shown ? 'Hide' : 'Show';
  return (
    <Field
      {...props}
      type={shown ? 'text' : 'password'}
      spellCheck={false}
      autoCapitalize="none"
      addon={
        <Button
          variant="outline-secondary"
          aria-label={`${action} password`}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          {action}
        </Button>
      }
    />
  );
}

import { type ReactNode, useId } from 'react';
import Form from 'react-bootstrap/Form';
import type { FormControlProps } from 'react-bootstrap/FormControl';
import InputGroup from 'react-bootstrap/InputGroup';
import { useFieldError } from './form-errors';

/** A field of a form: its name says which error belongs to it. */
export interface FieldProps extends Omit<FormControlProps, 'id' | 'isInvalid'> {
  readonly name: string;
  readonly label: string;
  /** Below the input; read out with it. */
  readonly hint?: ReactNode;
  /** Beside the input, such as a button. */
  readonly addon?: ReactNode;
  /** HTML's own attributes that React Bootstrap does not name. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** A labelled input that tells what is wrong with it, to the eye and to a screen reader. */
export function Field({ name, label, hint, addon, attributes, ...control }: FieldProps) {
  const id = useId();
  const error = useFieldError(name);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const input = (
    <Form.Control
      {...control}
      {...attributes}
      id={id}
      name={name}
      isInvalid={error !== undefined}
      aria-invalid={error !== undefined}
      aria-describedby={described || undefined}
    />
  );
  return (
    <div className="field">
      <Form.Label htmlFor={id}>{label}</Form.Label>
      {addon ? (
        <InputGroup hasValidation>
          {input}
          {addon}
        </InputGroup>
      ) : (
        input
      )}
      {error && (
        <div id={`${id}-error`} className="field-error">
          {error}
        </div>
      )}
      {hint && (
        <div id={`${id}-hint`} className="field-hint">
          {hint}
        </div>
      )}
    </div>
  );
}

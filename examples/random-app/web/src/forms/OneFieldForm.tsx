import type { CognitoError } from 'react-cognito-hooks';
import { AppForm } from './AppForm';
import { Field, type FieldProps } from './Field';

/** A step that asks for one thing. */
export interface OneFieldFormProps extends Pick<FieldProps, 'label' | 'type' | 'autoComplete'> {
  /** What is wrong with what was typed; undefined if nothing is. */
  readonly check: (typed: string) => string | undefined;
  readonly onSubmit: (typed: string) => unknown;
  readonly error: CognitoError | null;
  readonly pending: boolean;
  readonly submitLabel?: string;
  /** @default - empty */
  readonly initialValue?: string;
}

/** Asks for one thing. */
export function OneFieldForm(props: OneFieldFormProps) {
  const {
    check,
    onSubmit,
    error,
    pending,
    submitLabel = 'Continue',
    initialValue,
    ...field
  } = props;
  return (
    <AppForm
      fields={['value']}
      check={({ value = '' }) => ({ value: check(value) })}
      onSubmit={({ value = '' }) => onSubmit(value)}
      error={error}
      pending={pending}
      submitLabel={submitLabel}
    >
      <Field {...field} name="value" defaultValue={initialValue} />
    </AppForm>
  );
}

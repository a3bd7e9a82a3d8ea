import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react';
import Alert from 'react-bootstrap/Alert';
import Form from 'react-bootstrap/Form';
import type { CognitoError } from 'react-cognito-hooks';
import { errorText } from '../texts/error-texts';
import { type FieldErrors, FieldErrorsContext } from './form-errors';
import { SubmitButton } from './SubmitButton';

/** What was typed, by field; passwords as they are, all else without spaces around it. */
export type FormValues = Readonly<Record<string, string>>;

/** A form: what it checks by itself, where its values go, and what came back. */
export interface AppFormProps {
  /** Names of the fields, which errors of Cognito's are assigned to. */
  readonly fields: readonly string[];
  /** Finds what is wrong before anything is sent. */
  readonly check: (values: FormValues) => FieldErrors;
  readonly onSubmit: (values: FormValues) => unknown;
  readonly error: CognitoError | null;
  readonly pending: boolean;
  readonly submitLabel: string;
  readonly children: ReactNode;
}

/** A form that focuses its first invalid field and keeps what was typed. */
export function AppForm(props: AppFormProps) {
  const { fields, check, onSubmit, error, pending, submitLabel, children } = props;
  const form = useRef<HTMLFormElement>(null);
  const [found, setFound] = useState<FieldErrors>({});
  const atField = error?.field !== undefined && fields.includes(error.field);
  const errors = atField && error?.field ? { ...found, [error.field]: errorText(error) } : found;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new finding moves the focus
  useEffect(() => {
    const invalid = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    invalid?.focus();
  }, [found, error]);

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const values = readValues(event.currentTarget);
    const wrong = check(values);
    setFound(wrong);
    if (Object.values(wrong).every((text) => text === undefined)) onSubmit(values);
  };

  return (
    <Form ref={form} noValidate onSubmit={submit}>
      <FieldErrorsContext value={errors}>
        {error && !atField && <Alert variant="danger">{errorText(error)}</Alert>}
        {children}
        <SubmitButton pending={pending}>{submitLabel}</SubmitButton>
      </FieldErrorsContext>
    </Form>
  );
}

function readValues(form: HTMLFormElement): FormValues {
  const entries = [...new FormData(form)].map(([name, value]) => {
    const text = typeof value === 'string' ? value : '';
    return [name, /password/i.test(name) ? text : text.trim()] as const;
  });
  return Object.fromEntries(entries);
}

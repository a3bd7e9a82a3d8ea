import { useId } from 'react';
import Form from 'react-bootstrap/Form';
import type { CognitoError } from 'react-cognito-hooks';
import { AppForm } from './AppForm';

/** A step in which one of several ways is chosen. */
export interface ChoiceFormProps<T extends string> {
  /** What is chosen. */
  readonly legend: string;
  readonly options: readonly T[];
  readonly textOf: (option: T) => string;
  readonly onSubmit: (option: T) => unknown;
  readonly error: CognitoError | null;
  readonly pending: boolean;
}

/** Asks for one of several ways; the first is chosen until another one is. */
export function ChoiceForm<T extends string>(props: ChoiceFormProps<T>) {
  const { legend, options, textOf, onSubmit, error, pending } = props;
  const id = useId();
  const [first] = options;
  return (
    <AppForm
      fields={[]}
      check={() => ({})}
      onSubmit={({ choice }) => {
        const chosen = options.find((option) => option === choice);
        if (chosen !== undefined) onSubmit(chosen);
      }}
      error={error}
      pending={pending}
      submitLabel="Continue"
    >
      <fieldset className="field choices">
        <legend className="form-label">{legend}</legend>
        {options.map((option) => (
          <Form.Check
            key={option}
            type="radio"
            name="choice"
            id={`${id}-${option}`}
            value={option}
            label={textOf(option)}
            defaultChecked={option === first}
          />
        ))}
      </fieldset>
    </AppForm>
  );
}

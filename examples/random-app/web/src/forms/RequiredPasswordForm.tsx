import type { CognitoError, SignInStep } from 'react-cognito-hooks';
import { useConfig } from '../config-context';
import { AppForm, type FormValues } from './AppForm';
import { checkNewPassword, checkPresent } from './checks';
import { Field } from './Field';
import { NewPasswordField } from './NewPasswordField';

type NewPasswordStep = Extract<SignInStep, { name: 'newPassword' }>;

/** The step in which a temporary password has to be replaced. */
export interface RequiredPasswordFormProps {
  readonly step: NewPasswordStep;
  readonly error: CognitoError | null;
  readonly pending: boolean;
}

/** Asks for a password of the user's own, and for what the account still lacks. */
export function RequiredPasswordForm({ step, error, pending }: RequiredPasswordFormProps) {
  const { passwordPolicy } = useConfig();
  const attributes = (values: FormValues): Record<string, string> =>
    Object.fromEntries(step.missingAttributes.map((name) => [name, values[name] ?? '']));
  return (
    <AppForm
      fields={['newPassword']}
      check={(values) => ({
        newPassword: checkNewPassword(values.newPassword ?? '', passwordPolicy),
        ...Object.fromEntries(
          step.missingAttributes.map((name) => [
            name,
            checkPresent(values[name] ?? '', `your ${wordsOf(name)}`),
          ]),
        ),
      })}
      onSubmit={(values) => step.submit(values.newPassword ?? '', attributes(values))}
      error={error}
      pending={pending}
      submitLabel="Save and sign in"
    >
      <NewPasswordField name="newPassword" label="New password" />
      {step.missingAttributes.map((name) => (
        <Field key={name} name={name} label={toLabel(name)} />
      ))}
    </AppForm>
  );
}

/** An attribute's name as words: `given name`. */
const wordsOf = (name: string): string => name.replace(/^custom:/, '').replaceAll('_', ' ');

const toLabel = (name: string): string =>
  wordsOf(name).replace(/^./, (first) => first.toUpperCase());

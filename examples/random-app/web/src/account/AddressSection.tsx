import { useAttributes } from 'react-cognito-hooks';
import { CodeForm } from '../forms/CodeForm';
import { checkIdentifier, toUsername } from '../forms/checks';
import { OneFieldForm } from '../forms/OneFieldForm';
import { Section } from '../layout/Section';
import { codeSentText } from '../texts/code-sent-text';

/** An address that Cognito verifies by a code. */
export interface AddressSectionProps {
  readonly name: 'email' | 'phone_number';
}

const KINDS = {
  email: { label: 'E-mail address', type: 'email', autoComplete: 'email' },
  phone_number: { label: 'Phone number', type: 'tel', autoComplete: 'tel' },
} as const;

/** Shows and changes an address; the old one stays until the new one is verified. */
export function AddressSection({ name }: AddressSectionProps) {
  const { attributes, awaited, pending, error, update, verify, sendCode } = useAttributes();
  const { label, ...control } = KINDS[name];
  const current = attributes?.[name];
  const waiting = awaited[name];
  const state = { pending, error };
  return (
    <Section title={label}>
      <p>{current ?? (attributes === null ? 'One moment…' : 'You have none.')}</p>
      {waiting ? (
        <>
          <p>
            {codeSentText(waiting.delivery)}{' '}
            {waiting.value && `Once it is entered, ${waiting.value} takes its place.`}
          </p>
          <CodeForm
            {...state}
            step={{
              ...waiting,
              submit: (code) => verify(name, code),
              resend: () => sendCode(name),
            }}
            submitLabel="Verify"
          />
        </>
      ) : (
        <OneFieldForm
          {...control}
          {...state}
          label={`New ${label.toLowerCase()}`}
          check={(typed) => checkIdentifier(typed, name)}
          onSubmit={(typed) => update({ [name]: toUsername(typed) })}
          submitLabel="Change"
        />
      )}
    </Section>
  );
}

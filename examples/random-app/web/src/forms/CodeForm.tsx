import type { CognitoError, Sent, Submit } from 'react-cognito-hooks';
import { AppForm } from './AppForm';
import { CodeField } from './CodeField';
import { checkPresent } from './checks';
import { Resend } from './Resend';

/** A step that waits for a code, sent or shown by an app. */
export interface CodeFormProps {
  readonly step: Pick<Submit<unknown>, 'submit'> & Partial<Sent>;
  readonly error: CognitoError | null;
  readonly pending: boolean;
  readonly submitLabel: string;
}

/** Asks for a code; one that was sent can be sent again. */
export function CodeForm({ step, error, pending, submitLabel }: CodeFormProps) {
  const { delivery, resend, resendAvailableAt } = step;
  return (
    <>
      <AppForm
        fields={['code']}
        check={({ code = '' }) => ({ code: checkPresent(code, 'the code') })}
        onSubmit={({ code = '' }) => step.submit(code.replace(/\s/g, ''))}
        error={error}
        pending={pending}
        submitLabel={submitLabel}
      >
        <CodeField />
      </AppForm>
      {delivery && resend && resendAvailableAt !== undefined && (
        <Resend delivery={delivery} resend={resend} resendAvailableAt={resendAvailableAt} />
      )}
    </>
  );
}

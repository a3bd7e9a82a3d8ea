import type { CognitoError, SignUpStep } from 'react-cognito-hooks';
import { AppForm } from './AppForm';
import { Resend } from './Resend';

/** The step in which a link is waited for. */
export interface LinkStepProps {
  readonly step: Extract<SignUpStep, { name: 'confirmByLink' }>;
  readonly error: CognitoError | null;
  readonly pending: boolean;
}

/** Goes on once the link of the message has been opened. */
export function LinkStep({ step, error, pending }: LinkStepProps) {
  const { delivery, resend, resendAvailableAt, submit } = step;
  return (
    <>
      <AppForm
        fields={[]}
        check={() => ({})}
        onSubmit={() => submit()}
        error={error}
        pending={pending}
        submitLabel="I have opened the link"
      >
        <p>Open the link in the message, then come back to this page.</p>
      </AppForm>
      <Resend
        what="link"
        delivery={delivery}
        resend={resend}
        resendAvailableAt={resendAvailableAt}
      />
    </>
  );
}

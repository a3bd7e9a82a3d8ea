import type { CognitoError } from 'react-cognito-hooks';
import { AppForm } from './AppForm';
import { CodeField } from './CodeField';
import { checkPresent } from './checks';
import { QrCode } from './QrCode';

/** The secret that an authenticator app takes, and where its first code goes. */
export interface TotpSetupFormProps {
  readonly secret: string;
  readonly uri: string;
  readonly onSubmit: (code: string) => unknown;
  readonly error: CognitoError | null;
  readonly pending: boolean;
}

/** Shows the secret as a picture and as text, and asks for the app's first code. */
export function TotpSetupForm({ secret, uri, onSubmit, error, pending }: TotpSetupFormProps) {
  return (
    <>
      <QrCode text={uri} label="QR code with the secret for your authenticator app" />
      <p className="field-hint">
        No camera? Type this into the app: <code className="secret">{secret}</code>
      </p>
      <AppForm
        fields={['code']}
        check={({ code = '' }) => ({ code: checkPresent(code, 'the code') })}
        onSubmit={({ code = '' }) => onSubmit(code.replace(/\s/g, ''))}
        error={error}
        pending={pending}
        submitLabel="Continue"
      >
        <CodeField label="Code that the app shows" />
      </AppForm>
    </>
  );
}

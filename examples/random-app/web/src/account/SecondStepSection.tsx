import { useState } from 'react';
import Alert from 'react-bootstrap/Alert';
import Button from 'react-bootstrap/Button';
import { useMfa } from 'react-cognito-hooks';
import { TotpSetupForm } from '../forms/TotpSetupForm';
import { Section } from '../layout/Section';
import { errorText } from '../texts/error-texts';
import { Reauthenticated } from './Reauthenticated';

/** Adds an authenticator app to the sign-in, and takes it away again. */
export function SecondStepSection() {
  const { preference } = useMfa();
  const [isOpen, setOpen] = useState(false);
  if (preference === null) return null;
  const isOn = preference.enabled.includes('SOFTWARE_TOKEN_MFA');
  return (
    <Section title="Second step">
      <p role="status">
        {isOn
          ? 'Signing in asks for a code from your authenticator app.'
          : 'Signing in asks for your password alone.'}
      </p>
      {isOpen ? (
        <Reauthenticated>
          {isOn ? (
            <TurnOff onDone={() => setOpen(false)} />
          ) : (
            <AddApp onDone={() => setOpen(false)} />
          )}
        </Reauthenticated>
      ) : (
        <Button variant="outline-secondary" onClick={() => setOpen(true)}>
          {isOn ? 'Turn off' : 'Add an authenticator app'}
        </Button>
      )}
    </Section>
  );
}

function AddApp({ onDone }: { readonly onDone: () => void }) {
  const { setUpTotp, confirmTotp, pending, error } = useMfa();
  const [setup, setSetup] = useState<{ secret: string; uri: string }>();
  const start = async (): Promise<void> => {
    const result = await setUpTotp();
    if (result.ok) setSetup(result.data);
  };
  const confirm = async (code: string): Promise<void> => {
    const { ok } = await confirmTotp(code);
    if (ok) onDone();
  };
  if (setup) return <TotpSetupForm {...setup} {...{ pending, error }} onSubmit={confirm} />;
  return (
    <>
      {error && <Alert variant="danger">{errorText(error)}</Alert>}
      <Button disabled={pending} onClick={() => void start()}>
        Show the picture for the app
      </Button>
    </>
  );
}

function TurnOff({ onDone }: { readonly onDone: () => void }) {
  const { setPreference, pending, error } = useMfa();
  const turnOff = async (): Promise<void> => {
    const { ok } = await setPreference('SOFTWARE_TOKEN_MFA', 'off');
    if (ok) onDone();
  };
  return (
    <>
      {error && <Alert variant="danger">{errorText(error)}</Alert>}
      <Button disabled={pending} onClick={() => void turnOff()}>
        Turn the second step off
      </Button>
    </>
  );
}

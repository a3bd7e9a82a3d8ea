import Alert from 'react-bootstrap/Alert';
import Button from 'react-bootstrap/Button';
import type { CognitoError, SignInStep } from 'react-cognito-hooks';
import { errorText } from '../texts/error-texts';

/** The step in which a passkey is asked for. */
export interface PasskeyStepProps {
  readonly step: Extract<SignInStep, { name: 'passkey' }>;
  readonly error: CognitoError | null;
  readonly pending: boolean;
}

/** Opens the browser's dialogue by a click, as browsers want it. */
export function PasskeyStep({ step, error, pending }: PasskeyStepProps) {
  return (
    <>
      {error && <Alert variant="danger">{errorText(error)}</Alert>}
      <Button className="submit" disabled={pending} onClick={() => void step.submit()}>
        Continue with a passkey
      </Button>
    </>
  );
}

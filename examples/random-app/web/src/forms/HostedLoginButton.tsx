import { useState } from 'react';
import Alert from 'react-bootstrap/Alert';
import Button from 'react-bootstrap/Button';
import { CognitoError, useSignIn } from 'react-cognito-hooks';
import { useLocation } from 'react-router';
import { useConfig } from '../config-context';
import { returnTo } from '../layout/return-to';
import { errorText } from '../texts/error-texts';

/** Leads to the user pool's own sign-in page, where it comes back to this site. */
export function HostedLoginButton({ disabled }: { readonly disabled: boolean }) {
  const { hostedLogin } = useConfig();
  const { signInWithRedirect } = useSignIn();
  const { state } = useLocation();
  const [error, setError] = useState<CognitoError>();
  const { origin } = globalThis.location;
  const comesBack = hostedLogin?.redirectSignIn.some((url) => new URL(url).origin === origin);
  if (!comesBack) return null;
  const leave = (): Promise<void> =>
    signInWithRedirect({ returnTo: returnTo(state) }).catch((thrown: unknown) => {
      if (!(thrown instanceof CognitoError)) throw thrown;
      setError(thrown);
    });
  return (
    <div className="other-ways">
      {error && <Alert variant="danger">{errorText(error)}</Alert>}
      <Button
        variant="outline-secondary"
        className="submit"
        disabled={disabled}
        onClick={() => void leave()}
      >
        Continue with the sign-in page
      </Button>
    </div>
  );
}

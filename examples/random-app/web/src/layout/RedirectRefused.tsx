import Alert from 'react-bootstrap/Alert';
import { useAuth } from 'react-cognito-hooks';
import { errorText } from '../texts/error-texts';

/** Says on any page that the user pool's sign-in page let nobody in, until somebody signs in. */
export function RedirectRefused() {
  const auth = useAuth();
  if (auth.status !== 'signedOut' || auth.reason !== 'redirectRefused') return null;
  return (
    <Alert variant="danger">
      The sign-in page let nobody in. {auth.error && errorText(auth.error)}
    </Alert>
  );
}

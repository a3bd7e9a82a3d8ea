import Alert from 'react-bootstrap/Alert';
import Button from 'react-bootstrap/Button';
import { useResetPassword } from 'react-cognito-hooks';
import { useNavigate } from 'react-router';
import { errorText } from '../texts/error-texts';

/** Leads on to the reset that an administrator asked for. */
export function ResetRequired({ username }: { readonly username: string }) {
  const { request, pending, error } = useResetPassword();
  const navigate = useNavigate();
  const start = async (): Promise<void> => {
    const { ok } = await request({ username });
    if (ok) await navigate('/reset-password');
  };
  return (
    <>
      {error && <Alert variant="danger">{errorText(error)}</Alert>}
      <Button className="submit" disabled={pending} onClick={() => void start()}>
        Send me a code
      </Button>
    </>
  );
}

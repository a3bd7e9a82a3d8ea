import Button from 'react-bootstrap/Button';
import { useResetPassword } from 'react-cognito-hooks';
import { useNavigate } from 'react-router';

/** Leads on to the reset that an administrator asked for. */
export function ResetRequired({ username }: { readonly username: string }) {
  const { request, pending } = useResetPassword();
  const navigate = useNavigate();
  const start = async (): Promise<void> => {
    await request({ username });
    await navigate('/reset-password');
  };
  return (
    <Button className="submit" disabled={pending} onClick={() => void start()}>
      Send me a code
    </Button>
  );
}

import { useResetPassword } from 'react-cognito-hooks';
import { Link } from 'react-router';
import { NewPasswordByCodeForm } from '../forms/NewPasswordByCodeForm';
import { RequestResetForm } from '../forms/RequestResetForm';
import { Heading } from '../layout/Heading';
import { codeSentText } from '../texts/code-sent-text';

/** Replaces a forgotten password by a code. */
export function ResetPasswordPage() {
  const { step, request, error, pending, reset } = useResetPassword();
  const state = { error, pending };
  if (step.name === 'confirm') {
    return (
      <div className="card-page">
        <Heading title="Choose a new password">{codeSentText(step.delivery)}</Heading>
        <NewPasswordByCodeForm {...state} step={step} />
      </div>
    );
  }
  if (step.name === 'done') {
    return (
      <div className="card-page">
        <Heading title="Your password is changed">You can sign in with it now.</Heading>
        <Link className="btn btn-primary submit" to="/sign-in" onClick={reset}>
          Sign in
        </Link>
      </div>
    );
  }
  return (
    <div className="card-page">
      <Heading title="Forgot your password?">We send you a code to choose a new one.</Heading>
      <RequestResetForm {...state} onSubmit={request} />
    </div>
  );
}

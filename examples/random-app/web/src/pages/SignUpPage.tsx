import { useSignUp } from 'react-cognito-hooks';
import { Link } from 'react-router';
import { CodeForm } from '../forms/CodeForm';
import { LinkStep } from '../forms/LinkStep';
import { SignUpForm } from '../forms/SignUpForm';
import { Heading } from '../layout/Heading';
import { Loading } from '../layout/Loading';
import { codeSentText } from '../texts/code-sent-text';

/** Signs up, confirms by a code or a link, and is then signed in. */
export function SignUpPage() {
  const { step, signUp, error, pending, reset } = useSignUp();
  const state = { error, pending };
  if (step.name === 'form') {
    return (
      <div className="card-page">
        <Heading title="Create an account">It takes an address and a password.</Heading>
        <SignUpForm {...state} onSubmit={signUp} />
      </div>
    );
  }
  if (step.name === 'done') {
    return (
      <div className="card-page">
        <Heading title="Your account is confirmed" />
        {step.signedIn ? <Loading /> : <Link to="/sign-in">Sign in</Link>}
      </div>
    );
  }
  const byLink = step.name === 'confirmByLink';
  return (
    <div className="card-page">
      <Heading title="Confirm your account">
        {codeSentText(step.delivery, byLink ? 'link' : 'code')}
      </Heading>
      {byLink ? (
        <LinkStep {...state} step={step} />
      ) : (
        <CodeForm {...state} step={step} submitLabel="Confirm" />
      )}
      <p className="aside">
        <button type="button" className="btn btn-link" onClick={reset}>
          Use another address
        </button>
      </p>
    </div>
  );
}

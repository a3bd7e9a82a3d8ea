import { useSignIn } from 'react-cognito-hooks';
import { SignInForm } from '../forms/SignInForm';
import { SignInStepForm } from '../forms/SignInStepForm';
import { Heading } from '../layout/Heading';
import { signInHeading } from '../texts/sign-in-headings';

/** Signs in, step by step as Cognito asks. */
export function SignInPage() {
  const { step, error, pending, signIn } = useSignIn();
  const { title, text } = signInHeading(step);
  const state = { error, pending };
  return (
    <div className="card-page">
      <Heading title={title}>{text}</Heading>
      {step.name === 'form' ? (
        <SignInForm {...state} onSubmit={signIn} />
      ) : (
        <SignInStepForm {...state} step={step} />
      )}
    </div>
  );
}

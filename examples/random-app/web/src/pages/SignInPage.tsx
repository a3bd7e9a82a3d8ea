import { useSignIn } from 'react-cognito-hooks';
import { useConfig } from '../config-context';
import { SignInForm } from '../forms/SignInForm';
import { SignInStepForm } from '../forms/SignInStepForm';
import { Heading } from '../layout/Heading';
import { signInHeading } from '../texts/sign-in-headings';

const CHOICE = { flow: 'USER_AUTH' } as const;

/** Signs in, step by step as Cognito asks. */
export function SignInPage() {
  const { flows } = useConfig().signIn;
  const byChoice = flows.includes('USER_AUTH');
  const { step, error, pending, signIn } = useSignIn(byChoice ? CHOICE : undefined);
  const { title, text } = signInHeading(step);
  const state = { error, pending };
  return (
    <div className="card-page">
      <Heading title={title}>{text}</Heading>
      {step.name === 'form' ? (
        <SignInForm {...state} byChoice={byChoice} onSubmit={signIn} />
      ) : (
        <SignInStepForm {...state} step={step} />
      )}
    </div>
  );
}

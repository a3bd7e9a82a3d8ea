import { useState } from 'react';
import Button from 'react-bootstrap/Button';
import { type SignInInput, useSignIn } from 'react-cognito-hooks';
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
  const [username, setUsername] = useState<string>();
  const { step, error, pending, signIn, reset } = useSignIn(byChoice ? CHOICE : undefined);
  const { title, text } = signInHeading(step);
  const state = { error, pending };
  const start = (input: SignInInput) => {
    setUsername(input.username);
    return signIn(input);
  };
  return (
    <div className="card-page">
      <Heading title={title}>{text ?? (step.name === 'form' ? undefined : username)}</Heading>
      {step.name === 'form' ? (
        <SignInForm {...state} byChoice={byChoice} onSubmit={start} />
      ) : (
        <>
          <SignInStepForm {...state} step={step} username={username} />
          {step.name !== 'done' && (
            <p className="aside">
              <Button variant="link" onClick={reset}>
                Use another account
              </Button>
            </p>
          )}
        </>
      )}
    </div>
  );
}

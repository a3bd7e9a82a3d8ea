import type { ReactNode } from 'react';
import { useSignIn, useUser } from 'react-cognito-hooks';
import { PasswordStepForm } from '../forms/PasswordStepForm';
import { SignInStepForm } from '../forms/SignInStepForm';
import { signInHeading } from '../texts/sign-in-headings';

/** Shows its children to a user who has proved once more who they are. */
export function Reauthenticated({ children }: { readonly children: ReactNode }) {
  const user = useUser();
  const { step, signIn, error, pending } = useSignIn({ reauthenticate: true });
  if (user === null) return null;
  if (step.name === 'done') return children;
  if (step.name !== 'form') {
    const { title, text } = signInHeading(step);
    return (
      <>
        <p>{text ?? title}</p>
        <SignInStepForm step={step} error={error} pending={pending} />
      </>
    );
  }
  const submit = (password: string) => signIn({ username: user.username, password });
  return (
    <>
      <p>First show once more that it is you.</p>
      <PasswordStepForm
        step={{ submit }}
        username={user.username}
        error={error}
        pending={pending}
        submitLabel="Continue"
      />
    </>
  );
}

import Alert from 'react-bootstrap/Alert';
import { type SignInStep, useSignIn } from 'react-cognito-hooks';
import { CodeForm } from '../forms/CodeForm';
import { PasswordStepForm } from '../forms/PasswordStepForm';
import { RequiredPasswordForm } from '../forms/RequiredPasswordForm';
import { ResetRequired } from '../forms/ResetRequired';
import { SignInForm } from '../forms/SignInForm';
import { Heading } from '../layout/Heading';
import { Loading } from '../layout/Loading';
import { codeSentText } from '../texts/code-sent-text';

/** Steps of pools that are set up in another way than this app's. */
const STEPS_WITHOUT_FORM: ReadonlySet<SignInStep['name']> = new Set([
  'custom',
  'emailSetup',
  'passkey',
  'selectFactor',
  'selectMfa',
  'selectMfaSetup',
  'totpSetup',
]);

/** Signs in, step by step as Cognito asks. */
export function SignInPage() {
  const flow = useSignIn();
  const { step, error, pending } = flow;
  const { title, text } = headingOf(step);
  const state = { error, pending };
  return (
    <div className="card-page">
      <Heading title={title}>{text}</Heading>
      {step.name === 'form' && <SignInForm {...state} onSubmit={flow.signIn} />}
      {step.name === 'password' && <PasswordStepForm {...state} step={step} />}
      {step.name === 'newPassword' && <RequiredPasswordForm {...state} step={step} />}
      {step.name === 'resetPassword' && <ResetRequired username={step.username} />}
      {(step.name === 'confirmSignUp' ||
        step.name === 'totpCode' ||
        step.name === 'smsCode' ||
        step.name === 'emailCode') && (
        <CodeForm {...state} key={step.name} step={step} submitLabel="Continue" />
      )}
      {step.name === 'done' && <Loading />}
      {STEPS_WITHOUT_FORM.has(step.name) && (
        <Alert variant="warning">
          Your account asks for a step that this app has no form for. Ask whoever runs it.
        </Alert>
      )}
    </div>
  );
}

function headingOf(step: SignInStep): { readonly title: string; readonly text?: string } {
  switch (step.name) {
    case 'confirmSignUp':
      return { title: 'Confirm your account', text: codeSentText(step.delivery) };
    case 'smsCode':
    case 'emailCode':
      return { title: 'Enter your code', text: codeSentText(step.delivery) };
    case 'totpCode':
      return { title: 'Enter your code', text: 'Your authenticator app shows it.' };
    case 'newPassword':
      return { title: 'Choose a new password', text: 'The one you were given was temporary.' };
    case 'resetPassword':
      return { title: 'You need a new password' };
    default:
      return { title: 'Sign in' };
  }
}

import type { SignInStep } from 'react-cognito-hooks';
import { codeSentText } from './code-sent-text';

/** What a step is headed by. */
export interface StepHeading {
  readonly title: string;
  readonly text?: string;
}

const ENTER_PASSWORD: StepHeading = { title: 'Enter your password' };

const HEADINGS: {
  readonly [N in SignInStep['name']]: (step: Extract<SignInStep, { name: N }>) => StepHeading;
} = {
  form: () => ({ title: 'Sign in' }),
  password: () => ENTER_PASSWORD,
  confirmSignUp: ({ delivery }) => ({
    title: 'Confirm your account',
    text: codeSentText(delivery),
  }),
  smsCode: ({ delivery }) => ({ title: 'Enter your code', text: codeSentText(delivery) }),
  emailCode: ({ delivery }) => ({ title: 'Enter your code', text: codeSentText(delivery) }),
  totpCode: () => ({ title: 'Enter your code', text: 'Your authenticator app shows it.' }),
  newPassword: () => ({
    title: 'Choose a new password',
    text: 'The one you were given was temporary.',
  }),
  resetPassword: () => ({ title: 'You need a new password' }),
  selectMfa: () => ({ title: 'Choose a second step' }),
  selectMfaSetup: () => ({ title: 'Add a second step', text: 'Your account has to have one.' }),
  totpSetup: () => ({
    title: 'Add an authenticator app',
    text: 'Scan the picture with the app, then enter the code that it shows.',
  }),
  emailSetup: () => ({
    title: 'Add an e-mail address',
    text: 'We send a code to it each time you sign in.',
  }),
  selectFactor: ({ options }) =>
    options.includes('PASSWORD_SRP') || options.includes('PASSWORD')
      ? ENTER_PASSWORD
      : { title: 'Choose how to sign in' },
  passkey: () => ({ title: 'Use your passkey', text: 'Your device asks who you are.' }),
  custom: () => ({ title: 'One more question' }),
  done: () => ({ title: 'Sign in' }),
};

/** The heading of a sign-in's step. */
export function signInHeading(step: SignInStep): StepHeading {
  const heading: (step: never) => StepHeading = HEADINGS[step.name];
  return heading(step as never);
}

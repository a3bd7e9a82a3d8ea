import type { Meta, StoryObj } from '@storybook/react-vite';
import type { SignInStep } from 'react-cognito-hooks';
import type { SignInAt } from 'react-cognito-hooks/testing';
import { App } from '../../src/App';
import { scene } from '../scene';

const meta = {
  title: 'Pages/SignInPage',
  component: App,
  excludeStories: ['steps'],
} satisfies Meta<typeof App>;
export default meta;

type Story = StoryObj<typeof meta>;

const at = (signIn: SignInAt): Story => scene({ path: '/sign-in', client: { signIn } });

export const Form = at({ name: 'form' });
export const Password = at({ name: 'password' });
export const TotpCode = at({ name: 'totpCode' });
export const SmsCode = at({ name: 'smsCode' });
export const EmailCode = at({ name: 'emailCode' });
export const NewPassword = at({
  name: 'newPassword',
  missingAttributes: ['given_name', 'family_name'],
});
export const SelectMfa = at({ name: 'selectMfa' });
export const SelectMfaSetup = at({ name: 'selectMfaSetup' });
export const TotpSetup = at({ name: 'totpSetup' });
export const EmailSetup = at({ name: 'emailSetup' });
export const SelectFactor = at({
  name: 'selectFactor',
  options: ['WEB_AUTHN', 'PASSWORD', 'EMAIL_OTP', 'SMS_OTP'],
});
export const Passkey = at({ name: 'passkey' });
export const Custom = at({
  name: 'custom',
  params: { question: 'What was the name of your first pet?' },
});
export const ConfirmSignUp = at({ name: 'confirmSignUp' });
export const ResetPassword = at({ name: 'resetPassword' });
export const Done = at({ name: 'done' });

/** Each step of a sign-in has a story: a new step without one does not compile. */
export const steps = {
  form: Form,
  password: Password,
  totpCode: TotpCode,
  smsCode: SmsCode,
  emailCode: EmailCode,
  newPassword: NewPassword,
  selectMfa: SelectMfa,
  selectMfaSetup: SelectMfaSetup,
  totpSetup: TotpSetup,
  emailSetup: EmailSetup,
  selectFactor: SelectFactor,
  passkey: Passkey,
  custom: Custom,
  confirmSignUp: ConfirmSignUp,
  resetPassword: ResetPassword,
  done: Done,
} satisfies Record<SignInStep['name'], Story>;

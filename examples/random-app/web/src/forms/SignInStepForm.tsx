import type { CognitoError, SignInStep } from 'react-cognito-hooks';
import { Loading } from '../layout/Loading';
import { secondFactorText } from '../texts/factor-texts';
import { ChoiceForm } from './ChoiceForm';
import { CodeForm } from './CodeForm';
import { checkIdentifier, checkPresent } from './checks';
import { FirstFactorForm } from './FirstFactorForm';
import { OneFieldForm } from './OneFieldForm';
import { PasskeyStep } from './PasskeyStep';
import { RequiredPasswordForm } from './RequiredPasswordForm';
import { ResetRequired } from './ResetRequired';
import { TotpSetupForm } from './TotpSetupForm';

/** A step of a sign-in after its first form. */
export interface SignInStepFormProps {
  readonly step: Exclude<SignInStep, { name: 'form' }>;
  readonly error: CognitoError | null;
  readonly pending: boolean;
  /** Who signs in, for password managers. @default - they are not told */
  readonly username?: string;
}

/** The form of each step: a step without one does not compile. */
export function SignInStepForm({ step, username, ...state }: SignInStepFormProps) {
  switch (step.name) {
    case 'password':
    case 'selectFactor':
      return <FirstFactorForm {...state} step={step} username={username} />;
    case 'confirmSignUp':
    case 'totpCode':
    case 'smsCode':
    case 'emailCode':
      return <CodeForm {...state} key={step.name} step={step} submitLabel="Continue" />;
    case 'newPassword':
      return <RequiredPasswordForm {...state} step={step} />;
    case 'resetPassword':
      return <ResetRequired username={step.username} />;
    case 'selectMfa':
    case 'selectMfaSetup':
      return (
        <ChoiceForm
          {...state}
          key={step.name}
          legend={step.name === 'selectMfa' ? 'Prove it by' : 'From now on, also ask for'}
          options={step.options}
          textOf={secondFactorText}
          onSubmit={step.submit}
        />
      );
    case 'totpSetup':
      return (
        <TotpSetupForm {...state} secret={step.secret} uri={step.uri} onSubmit={step.submit} />
      );
    case 'emailSetup':
      return (
        <OneFieldForm
          {...state}
          label="E-mail address"
          type="email"
          autoComplete="email"
          check={(typed) => checkIdentifier(typed, 'email')}
          onSubmit={step.submit}
        />
      );
    case 'passkey':
      return <PasskeyStep {...state} step={step} />;
    case 'custom':
      return (
        <OneFieldForm
          {...state}
          label={step.params.question ?? 'Your answer'}
          autoComplete="off"
          check={(typed) => checkPresent(typed, 'your answer')}
          onSubmit={step.submit}
        />
      );
    case 'done':
      return <Loading />;
  }
}

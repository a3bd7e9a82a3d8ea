import type { CognitoError, FirstFactor, SignInStep, Submit } from 'react-cognito-hooks';
import { useConfig } from '../config-context';
import { passkeyObstacle } from '../passkeys/passkey-obstacle';
import { firstFactorText } from '../texts/factor-texts';
import { ChoiceForm } from './ChoiceForm';
import { OtherFactors, type SelectFactorStep } from './OtherFactors';
import { PasswordStepForm } from './PasswordStepForm';

/** What the form needs of the sign-in. */
export interface FirstFactorFormProps {
  /** The choice, or the step of the password alone. */
  readonly step: SelectFactorStep | Submit<SignInStep>;
  readonly error: CognitoError | null;
  readonly pending: boolean;
  /** Who signs in, for password managers. @default - they are not told */
  readonly username?: string;
}

/** Asks for the password, with the other ways to sign in below it; or for one of these. */
export function FirstFactorForm({ step, username, ...state }: FirstFactorFormProps) {
  const { passkeyRelyingPartyId } = useConfig().signIn;
  const submit = passwordSubmitOf(step);
  const all = 'options' in step ? step.options : [];
  const obstacle = all.includes('WEB_AUTHN') ? passkeyObstacle(passkeyRelyingPartyId) : undefined;
  const usable = all.filter((factor) => factor !== 'WEB_AUTHN' || obstacle === undefined);
  return (
    <>
      {submit && <PasswordStepForm {...state} username={username} step={{ submit }} />}
      {'options' in step &&
        (submit ? (
          <OtherFactors
            step={step}
            factors={usable.filter(isNoPassword)}
            disabled={state.pending}
          />
        ) : (
          <ChoiceForm
            {...state}
            legend="Sign in with"
            options={usable}
            textOf={firstFactorText}
            onSubmit={step.submit}
          />
        ))}
      {obstacle && (
        <p className="mt-3 mb-0 text-body-secondary">You have a passkey, too. {obstacle}</p>
      )}
    </>
  );
}

const isNoPassword = (factor: FirstFactor) => factor !== 'PASSWORD' && factor !== 'PASSWORD_SRP';

/** Of the two ways to prove a password, the one that does not send it. */
function passwordSubmitOf(step: FirstFactorFormProps['step']) {
  if (!('options' in step)) return step.submit;
  const factor = (['PASSWORD_SRP', 'PASSWORD'] as const).find((name) =>
    step.options.includes(name),
  );
  if (factor === undefined) return undefined;
  return async (password: string) => {
    const chosen = await step.submit(factor);
    return chosen.ok && chosen.data.name === 'password' ? chosen.data.submit(password) : chosen;
  };
}

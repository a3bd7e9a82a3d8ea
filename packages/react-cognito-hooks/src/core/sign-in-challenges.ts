import { type Authentication, authenticate } from './authentication';
import { type ChallengeContext, readNames, respond } from './challenge-context';
import { toCodeDelivery, toSentCode } from './code-delivery';
import { CognitoError } from './cognito-error';
import type { Enter } from './flow';
import { loadPart } from './load-part';
import { asNewPasswordError } from './new-password-error';
import { selectFactorStep } from './select-factor-step';
import { selectMfaStep, setUpMfaStep } from './select-mfa-step';
import type { SignInStep } from './sign-in-flow';
import type { UserAttributes } from './user-attributes';

/** Makes the step of a challenge, asking Cognito for what the step shows. */
type ToStep = (context: ChallengeContext) => Enter<SignInStep> | Promise<Enter<SignInStep>>;

const CHALLENGES: Readonly<Record<string, ToStep>> = {
  SOFTWARE_TOKEN_MFA: (context) => (stage) => ({
    name: 'totpCode',
    submit: stage.submit((code: string) => respond(context, { SOFTWARE_TOKEN_MFA_CODE: code })),
  }),
  SMS_MFA: sentCodeStep('smsCode'),
  SMS_OTP: sentCodeStep('smsCode'),
  EMAIL_OTP: sentCodeStep('emailCode'),
  NEW_PASSWORD_REQUIRED: newPasswordStep,
  CUSTOM_CHALLENGE: (context) => (stage) => {
    const { USERNAME: _, ...params } = context.challenge.ChallengeParameters ?? {};
    const submit = stage.submit((answer: string) => respond(context, { ANSWER: answer }));
    return { name: 'custom', params, submit };
  },
  SELECT_CHALLENGE: selectFactorStep,
  WEB_AUTHN: async (context) => {
    const { passkeyStep } = await loadPart(() => import('./passkey-step'));
    return passkeyStep(context);
  },
  SELECT_MFA_TYPE: selectMfaStep,
  MFA_SETUP: setUpMfaStep,
};

/**
 * The step that a challenge asks for.
 *
 * @throws CognitoError `UnsupportedChallenge` for what this package has no step for
 */
export async function toChallengeStep(context: ChallengeContext): Promise<Enter<SignInStep>> {
  const name = context.challenge.ChallengeName ?? 'no challenge';
  const toStep = CHALLENGES[name];
  if (toStep !== undefined) return toStep(context);
  throw new CognitoError('UnsupportedChallenge', `Cognito asks for '${name}', which has no step`);
}

function newPasswordStep(context: ChallengeContext): Enter<SignInStep> {
  const { internals, attempt, challenge } = context;
  const names = readNames(challenge, 'requiredAttributes');
  return (stage) => ({
    name: 'newPassword',
    missingAttributes: names.map((name) => name.replace(/^userAttributes\./, '')),
    submit: stage.submit((password: string, attributes: UserAttributes = {}) => {
      const responses: Record<string, string> = { NEW_PASSWORD: password };
      for (const [name, value] of Object.entries(attributes)) {
        responses[`userAttributes.${name}`] = value;
      }
      const repeat = () => authenticate(internals, { ...attempt, password });
      return respond(context, responses, repeat).catch(asNewPasswordError);
    }),
  });
}

/** A code by SMS or e-mail. */
function sentCodeStep(name: 'smsCode' | 'emailCode'): ToStep {
  return (context) => (stage) => {
    let { challenge } = context;
    return {
      name,
      ...toSentCode(readDelivery(challenge)),
      submit: stage.submit((code: string) =>
        respond({ ...context, challenge }, { [`${challenge.ChallengeName}_CODE`]: code }),
      ),
      resend: stage.resend(async () => {
        const next = await context.repeat();
        if (next.ChallengeName !== challenge.ChallengeName) {
          throw new CognitoError('UnsupportedChallenge', 'Cognito asks for another challenge now');
        }
        challenge = next;
        return readDelivery(next);
      }),
    };
  };
}

function readDelivery({ ChallengeParameters = {} }: Authentication) {
  return toCodeDelivery({
    CodeDeliveryDetails: {
      Destination: ChallengeParameters.CODE_DELIVERY_DESTINATION,
      DeliveryMedium: ChallengeParameters.CODE_DELIVERY_DELIVERY_MEDIUM,
    },
  });
}

import type { CodeDelivery } from '../core/code-delivery';
import type { ResetPasswordStep } from '../core/reset-password-flow';
import type { SignInStep } from '../core/sign-in-flow';
import type { SignUpStep } from '../core/sign-up-flow';
import type { CodeSentAnswer } from '../core/user-pool-operations';
import { type Answers, refusal } from './answers';

/** What a step shows, without its actions and without what only a session holds. */
export type StepData<S> = S extends { name: string }
  ? { readonly name: S['name'] } & {
      readonly [K in Exclude<
        keyof S,
        'name' | 'user' | 'uri' | 'resendAvailableAt'
      > as S[K] extends (...input: never) => unknown ? never : K]?: S[K];
    }
  : never;

/** The step that a flow stands on, by its data. */
export type SignInAt = StepData<SignInStep>;
export type SignUpAt = StepData<SignUpStep>;
export type ResetPasswordAt = StepData<ResetPasswordStep>;

type Named<S, N> = Extract<S, { readonly name: N }>;
type Scripts<S extends { readonly name: string }> = {
  readonly [N in S['name']]: (step: Named<S, N>, done: object) => Answers;
};

const DELIVERY: CodeDelivery = {
  destination: 'j***@e***',
  deliveryMedium: 'EMAIL',
  attributeName: 'email',
};

/** The answer of an operation that sent a code. */
export function toCodeSent({
  destination,
  deliveryMedium,
  attributeName,
}: CodeDelivery = DELIVERY): CodeSentAnswer {
  return {
    CodeDeliveryDetails: {
      Destination: destination,
      DeliveryMedium: deliveryMedium,
      AttributeName: attributeName,
    },
  };
}

const challenge = (name: string, parameters: Record<string, string> = {}): Answers => ({
  InitiateAuth: { ChallengeName: name, ChallengeParameters: parameters, Session: 'session' },
});

const codeChallenge = (name: string, delivery: CodeDelivery): Answers =>
  challenge(name, {
    CODE_DELIVERY_DESTINATION: delivery.destination,
    CODE_DELIVERY_DELIVERY_MEDIUM: delivery.deliveryMedium,
  });

const SMS: CodeDelivery = { destination: '+*******99', deliveryMedium: 'SMS' };

const PASSKEY_OPTIONS = JSON.stringify({ challenge: 'AAAA', allowCredentials: [] });

/** What Cognito answers so that a sign-in comes to a step. */
export const SIGN_IN_SCRIPTS: Scripts<SignInAt> = {
  form: () => ({}),
  password: () => ({}),
  totpCode: () => challenge('SOFTWARE_TOKEN_MFA'),
  smsCode: ({ delivery = SMS }) => codeChallenge('SMS_MFA', delivery),
  emailCode: ({ delivery = DELIVERY }) => codeChallenge('EMAIL_OTP', delivery),
  newPassword: ({ missingAttributes = [] }) =>
    challenge('NEW_PASSWORD_REQUIRED', {
      requiredAttributes: JSON.stringify(missingAttributes.map((name) => `userAttributes.${name}`)),
    }),
  selectMfa: ({ options = ['SOFTWARE_TOKEN_MFA', 'SMS_MFA'] }) =>
    challenge('SELECT_MFA_TYPE', { MFAS_CAN_CHOOSE: JSON.stringify(options) }),
  selectMfaSetup: ({ options = ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] }) =>
    challenge('MFA_SETUP', { MFAS_CAN_SETUP: JSON.stringify(options) }),
  totpSetup: ({ secret = 'JBSWY3DPEHPK3PXP' }) => ({
    ...challenge('MFA_SETUP', { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' }),
    AssociateSoftwareToken: { SecretCode: secret, Session: 'session' },
  }),
  emailSetup: () => challenge('MFA_SETUP', { MFAS_CAN_SETUP: '["EMAIL_OTP"]' }),
  selectFactor: ({ options = ['PASSWORD_SRP', 'EMAIL_OTP', 'SMS_OTP'] }) => ({
    InitiateAuth: {
      ChallengeName: 'SELECT_CHALLENGE',
      AvailableChallenges: options,
      Session: 'session',
    },
  }),
  passkey: () => challenge('WEB_AUTHN', { CREDENTIAL_REQUEST_OPTIONS: PASSKEY_OPTIONS }),
  custom: ({ params = {} }) => challenge('CUSTOM_CHALLENGE', params),
  confirmSignUp: ({ delivery }) => ({
    InitiateAuth: refusal('UserNotConfirmedException', 'User is not confirmed.'),
    ResendConfirmationCode: toCodeSent(delivery),
  }),
  resetPassword: () => ({ InitiateAuth: refusal('PasswordResetRequiredException') }),
  done: (_, tokens) => ({ InitiateAuth: tokens }),
};

/** What Cognito answers so that a sign-up comes to a step. */
export const SIGN_UP_SCRIPTS: Scripts<SignUpAt> = {
  form: () => ({}),
  confirm: ({ delivery }) => ({ SignUp: toCodeSent(delivery) }),
  confirmByLink: ({ delivery }) => ({ SignUp: toCodeSent(delivery) }),
  done: ({ signedIn = false }, tokens) => ({
    SignUp: { UserConfirmed: true },
    ...(signedIn && { InitiateAuth: tokens }),
  }),
};

/** What Cognito answers so that a password reset comes to a step. */
export const RESET_PASSWORD_SCRIPTS: Scripts<ResetPasswordAt> = {
  form: () => ({}),
  confirm: ({ delivery }) => ({ ForgotPassword: toCodeSent(delivery) }),
  done: () => ({ ForgotPassword: toCodeSent(), ConfirmForgotPassword: {} }),
};

import { type Attempt, type Authentication, authenticate } from './authentication';
import type { ClientInternals } from './client-internals';
import { toCodeDelivery, toSentCode } from './code-delivery';
import { CognitoError } from './cognito-error';
import type { Enter, Outcome } from './flow';
import { asNewPasswordError } from './new-password-error';
import type { SignInStep } from './sign-in-flow';
import type { UserAttributes } from './user-attributes';

/** A challenge, and what answers to it lead to. */
export interface ChallengeContext {
  readonly internals: ClientInternals;
  readonly attempt: Attempt;
  readonly challenge: Authentication;
  /** Turns the next answer into a step. */
  proceed(answer: Authentication): Outcome<SignInStep>;
}

type ToStep = (context: ChallengeContext) => Enter<SignInStep>;

const CHALLENGES: Readonly<Record<string, ToStep>> = {
  SOFTWARE_TOKEN_MFA: (context) => (stage) => ({
    name: 'totpCode',
    submit: stage.submit((code: string) => respond(context, { SOFTWARE_TOKEN_MFA_CODE: code })),
  }),
  SMS_MFA: /* @__PURE__ */ sentCodeStep('smsCode', 'SMS_MFA_CODE'),
  EMAIL_OTP: /* @__PURE__ */ sentCodeStep('emailCode', 'EMAIL_OTP_CODE'),
  NEW_PASSWORD_REQUIRED: (context) => (stage) => ({
    name: 'newPassword',
    missingAttributes: readMissingAttributes(context.challenge),
    submit: stage.submit((password: string, attributes: UserAttributes = {}) => {
      const named = Object.entries(attributes).map(([name, value]) => [
        `userAttributes.${name}`,
        value,
      ]);
      const responses = { NEW_PASSWORD: password, ...Object.fromEntries(named) };
      return respond(context, responses).catch(asNewPasswordError);
    }),
  }),
};

/**
 * The step that a challenge asks for.
 *
 * @throws CognitoError `UnsupportedChallenge` for what this package has no step for
 */
export function toChallengeStep(context: ChallengeContext): Enter<SignInStep> {
  const name = context.challenge.ChallengeName ?? 'no challenge';
  const toStep = CHALLENGES[name];
  if (toStep !== undefined) return toStep(context);
  throw new CognitoError('UnsupportedChallenge', `Cognito asks for '${name}', which has no step`);
}

async function respond(
  { internals, attempt, challenge, proceed }: ChallengeContext,
  responses: Readonly<Record<string, string>>,
): Promise<Outcome<SignInStep>> {
  const answer = await internals.userPool('RespondToAuthChallenge', {
    ChallengeName: challenge.ChallengeName ?? '',
    ChallengeResponses: { USERNAME: challenge.userId, ...responses },
    Session: challenge.Session,
    ClientMetadata: attempt.clientMetadata,
  });
  return proceed({ ...answer, userId: challenge.userId });
}

/** A code by SMS or e-mail. Cognito sends another one only for another sign-in, so resend is one. */
function sentCodeStep(name: 'smsCode' | 'emailCode', response: string): ToStep {
  return (context) => (stage) => {
    let { challenge } = context;
    return {
      name,
      ...toSentCode(readDelivery(challenge)),
      submit: stage.submit((code: string) =>
        respond({ ...context, challenge }, { [response]: code }),
      ),
      resend: stage.resend(async () => {
        const next = await authenticate(context.internals, context.attempt);
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

/** Cognito lists them as JSON, each with a prefix: `["userAttributes.email"]`. */
function readMissingAttributes({ ChallengeParameters = {} }: Authentication): readonly string[] {
  const names: unknown = JSON.parse(ChallengeParameters.requiredAttributes ?? '[]');
  const list = Array.isArray(names) ? names : [];
  return list.map((name) => String(name).replace(/^userAttributes\./, ''));
}

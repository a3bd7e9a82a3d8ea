import { type Authentication, answerChallenge, startProof } from './authentication';
import { type ChallengeContext, respond } from './challenge-context';
import { CognitoError } from './cognito-error';
import type { Enter, Outcome } from './flow';
import type { SignInStep } from './sign-in-flow';

const FACTORS = ['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] as const;

/** A first factor that a user may choose, by Cognito's own name. */
export type FirstFactor = (typeof FACTORS)[number];

/**
 * Lets the user choose the first factor.
 *
 * @throws CognitoError `UnsupportedChallenge` where there is none that has a step
 */
export function selectFactorStep(context: ChallengeContext): Enter<SignInStep> {
  const { AvailableChallenges: available = [] } = context.challenge;
  const options = available.flatMap((name) => FACTORS.find((factor) => factor === name) ?? []);
  if (options.length === 0) {
    throw new CognitoError('UnsupportedChallenge', `no step for any of '${available.join()}'`);
  }
  return (stage) => ({
    name: 'selectFactor',
    options,
    submit: stage.submit(async (factor: FirstFactor) =>
      factor === 'PASSWORD' || factor === 'PASSWORD_SRP'
        ? { enter: passwordStep(context, factor) }
        : respond(context, { ANSWER: factor }),
    ),
  });
}

function passwordStep(
  context: ChallengeContext,
  factor: 'PASSWORD' | 'PASSWORD_SRP',
): Enter<SignInStep> {
  return (stage) => ({
    name: 'password',
    submit: stage.submit((password: string) => answerByPassword(context, factor, password)),
  });
}

function answerByPassword(
  { internals, attempt, challenge, repeat, proceed }: ChallengeContext,
  factor: 'PASSWORD' | 'PASSWORD_SRP',
  password: string,
): Promise<Outcome<SignInStep>> {
  const { clientMetadata } = attempt;
  const answer = async (to: Authentication) => {
    const proof = factor === 'PASSWORD_SRP' ? startProof(internals, password) : undefined;
    const [name, value] = proof ? ['SRP_A', proof.publicValue] : ['PASSWORD', password];
    const responses = { ANSWER: factor, [name]: value };
    const next = await answerChallenge(internals, to, { responses, clientMetadata });
    return proof === undefined ? next : proof.answer(next, clientMetadata);
  };
  return proceed(answer(challenge), async () => answer(await repeat()), password);
}

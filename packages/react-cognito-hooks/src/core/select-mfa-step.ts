import { type ChallengeContext, readNames, respond } from './challenge-context';
import { CognitoError } from './cognito-error';
import type { Enter } from './flow';
import { emailSetupStep, totpSetupStep } from './mfa-setup-steps';
import type { SignInStep } from './sign-in-flow';

const KINDS = ['SOFTWARE_TOKEN_MFA', 'SMS_MFA', 'EMAIL_OTP'] as const;

/** A kind of second factor, by Cognito's own name. */
export type MfaKind = (typeof KINDS)[number];

const isKind = (name: string): name is MfaKind => KINDS.some((kind) => kind === name);

/** Lets a user of several second factors choose one. */
export function selectMfaStep(context: ChallengeContext): Enter<SignInStep> {
  const options = readNames(context.challenge, 'MFAS_CAN_CHOOSE').filter(isKind);
  return (stage) => ({
    name: 'selectMfa',
    options,
    submit: stage.submit((kind: MfaKind) => respond(context, { ANSWER: kind })),
  });
}

/**
 * Sets up the second factor that the pool requires, the only one that it may be, or the one that
 * the user chooses.
 *
 * @throws CognitoError `UnsupportedChallenge` where none can be set up within a sign-in
 */
export async function setUpMfaStep(context: ChallengeContext): Promise<Enter<SignInStep>> {
  const names = readNames(context.challenge, 'MFAS_CAN_SETUP');
  const options = names.filter(isKind).filter((kind) => kind in SETUPS);
  const [only, ...others] = options;
  if (only === undefined) {
    const given = names.join() || 'no second factor';
    throw new CognitoError('UnsupportedChallenge', `'${given}' cannot be set up in a sign-in`);
  }
  if (others.length === 0) return setUp(context, only);
  return (stage) => ({
    name: 'selectMfaSetup',
    options,
    submit: stage.submit(async (kind: MfaKind) => ({ enter: await setUp(context, kind) })),
  });
}

const SETUPS: { readonly [kind in MfaKind]?: typeof emailSetupStep } = {
  SOFTWARE_TOKEN_MFA: totpSetupStep,
  EMAIL_OTP: emailSetupStep,
};

async function setUp(context: ChallengeContext, kind: MfaKind): Promise<Enter<SignInStep>> {
  const step = SETUPS[kind];
  if (step !== undefined) return step(context);
  throw new CognitoError('InvalidParameterException', `'${kind}' is none of the step's options`);
}

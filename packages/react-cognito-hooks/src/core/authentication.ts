import type { ClientInternals } from './client-internals';
import { asCognitoError, CognitoError } from './cognito-error';
import { loadPart } from './load-part';
import { createSrpClient, type SrpChallenge, type SrpClient } from './srp';
import { deviceSlot } from './stored-device';
import type { AuthenticationAnswer, AuthFlow, ClientMetadata } from './user-pool-operations';

/** Who tries to sign in, and how; the password lives here, in memory, and nowhere else. */
export interface Attempt {
  readonly username: string;
  readonly flow: AuthFlow;
  readonly password?: string;
  /** The session of a sign-up that was just confirmed: it stands for a proof. */
  readonly session?: string;
  readonly clientMetadata?: ClientMetadata;
  /** Whether this browser is not to be known again. */
  readonly isPassing?: boolean;
}

/** An answer, with the name by which the user pool knows the user of the attempt. */
export interface Authentication extends AuthenticationAnswer {
  readonly userId: string;
  readonly isPassing?: boolean;
}

/**
 * Starts a sign-in, and proves the password if there is one: but for the flow USER_PASSWORD_AUTH
 * it is never sent.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
 */
export async function authenticate(
  internals: ClientInternals,
  attempt: Attempt,
): Promise<Authentication> {
  const { username, flow, password, session, clientMetadata, isPassing } = attempt;
  const sendsPassword = flow === 'USER_PASSWORD_AUTH';
  const proof =
    password === undefined || sendsPassword ? undefined : startProof(internals, password);
  const started = await internals.userPool('InitiateAuth', {
    AuthFlow: flow,
    AuthParameters: {
      USERNAME: username,
      ...(proof && { SRP_A: proof.publicValue, ...PROOF_PARAMETERS[flow] }),
      ...(sendsPassword && password !== undefined && { PASSWORD: password }),
    },
    Session: session,
    ClientMetadata: clientMetadata,
  });
  const answer = await settle(internals, started, { userId: username, isPassing });
  return proof === undefined ? answer : proof.answer(answer, clientMetadata);
}

/** What tells Cognito to begin with the proof of the password. */
const PROOF_PARAMETERS: { readonly [flow in AuthFlow]?: Readonly<Record<string, string>> } = {
  USER_AUTH: { PREFERRED_CHALLENGE: 'PASSWORD_SRP' },
  CUSTOM_AUTH: { CHALLENGE_NAME: 'SRP_A' },
};

/**
 * An answer of Cognito's, with the user's name from it, or the one that was used so far; what a
 * pool that tracks devices asks of this browser is answered on the way.
 */
async function settle(
  internals: ClientInternals,
  answer: AuthenticationAnswer,
  { userId, isPassing }: Pick<Authentication, 'userId' | 'isPassing'>,
  clientMetadata?: ClientMetadata,
): Promise<Authentication> {
  const { USER_ID_FOR_SRP, USERNAME = userId } = answer.ChallengeParameters ?? {};
  const settled = { ...answer, userId: USER_ID_FOR_SRP ?? USERNAME, isPassing };
  const { AuthenticationResult: result, ChallengeName } = answer;
  if (ChallengeName !== 'DEVICE_SRP_AUTH' && result?.NewDeviceMetadata === undefined)
    return settled;
  const device = await loadPart(() => import('./remembered-device'));
  if (result === undefined) return device.proveDevice(internals, settled, clientMetadata);
  await device.confirmDevice(internals, result, {
    userId: settled.userId,
    isKept: !isPassing,
  });
  return settled;
}

/** Answers a challenge; what comes back is tokens or the next challenge. */
export async function answerChallenge(
  internals: ClientInternals,
  challenge: Authentication,
  o: { responses: Readonly<Record<string, string>>; clientMetadata?: ClientMetadata },
): Promise<Authentication> {
  const answer = await internals.userPool('RespondToAuthChallenge', {
    ChallengeName: challenge.ChallengeName ?? '',
    ChallengeResponses: { USERNAME: challenge.userId, ...o.responses },
    Session: challenge.Session,
    ClientMetadata: o.clientMetadata,
  });
  return settle(internals, answer, challenge, o.clientMetadata);
}

/** One proof of a password. */
export interface PasswordProof {
  readonly publicValue: SrpClient['publicValue'];
  /** Answers a PASSWORD_VERIFIER challenge, and leaves any other as it is. */
  answer(challenge: Authentication, clientMetadata?: ClientMetadata): Promise<Authentication>;
}

/** The runs of the protocol that wait for a password. */
const prepared = new WeakMap<ClientInternals, SrpClient>();

/** Begins a proof while the user still types: half of its cost does not depend on the password. */
export function prepareProof(internals: ClientInternals): void {
  if (!prepared.has(internals))
    prepared.set(internals, createSrpClient(internals.config.userPoolId));
}

/** Starts the proof of a password, which itself is never sent. */
export function startProof(internals: ClientInternals, password: string): PasswordProof {
  const srp = prepared.get(internals) ?? createSrpClient(internals.config.userPoolId);
  prepared.delete(internals); // a run proves once
  return {
    publicValue: srp.publicValue,
    async answer(challenge, clientMetadata) {
      if (challenge.ChallengeName !== 'PASSWORD_VERIFIER') return challenge;
      const parameters = toSrpChallenge(challenge);
      const date = new Date(internals.clock.now());
      const { signature, timestamp } = srp.prove({ challenge: parameters, password, date });
      const responses = {
        PASSWORD_CLAIM_SECRET_BLOCK: parameters.SECRET_BLOCK,
        TIMESTAMP: timestamp,
        PASSWORD_CLAIM_SIGNATURE: signature,
      };
      return answerFromDevice(internals, challenge, { responses, clientMetadata });
    },
  };
}

/** Names the device that this browser is to the user; one that the pool has forgotten is dropped. */
async function answerFromDevice(
  internals: ClientInternals,
  challenge: Authentication,
  o: { responses: Readonly<Record<string, string>>; clientMetadata?: ClientMetadata },
): Promise<Authentication> {
  const slot = deviceSlot(internals, challenge.userId);
  const DEVICE_KEY = slot.read()?.key;
  if (DEVICE_KEY === undefined) return answerChallenge(internals, challenge, o);
  try {
    const responses = { ...o.responses, DEVICE_KEY };
    return await answerChallenge(internals, challenge, { ...o, responses });
  } catch (thrown) {
    const isForgotten = asCognitoError(thrown).code === 'ResourceNotFoundException';
    if (!isForgotten) throw thrown;
    slot.clear();
    return answerChallenge(internals, challenge, o);
  }
}

function toSrpChallenge({ ChallengeParameters = {} }: AuthenticationAnswer): SrpChallenge {
  const { USER_ID_FOR_SRP, SALT, SRP_B, SECRET_BLOCK } = ChallengeParameters;
  if (!USER_ID_FOR_SRP || !SALT || !SRP_B || !SECRET_BLOCK) {
    throw new CognitoError('Unknown', 'the PASSWORD_VERIFIER challenge lacks a parameter');
  }
  return { USER_ID_FOR_SRP, SALT, SRP_B, SECRET_BLOCK };
}

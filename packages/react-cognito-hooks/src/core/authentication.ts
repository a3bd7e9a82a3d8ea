import { toHex } from './bytes';
import type { ClientInternals } from './client-internals';
import { asCognitoError, CognitoError } from './cognito-error';
import { createStoredValue, type StoredValue } from './key-value-store';
import { loadPart } from './load-part';
import { sha256 } from './sha256';
import { createSrpClient, type SrpChallenge, type SrpClient } from './srp';
import { deviceSlot, type StoredDevice } from './stored-device';
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
  /** What the user was called when the sign-in began. */
  readonly name: string;
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
  const start = (device: DeviceParameter) =>
    internals.userPool('InitiateAuth', {
      AuthFlow: flow,
      AuthParameters: {
        USERNAME: username,
        ...(proof && { SRP_A: proof.publicValue, ...PROOF_PARAMETERS[flow] }),
        ...(sendsPassword && password !== undefined && { PASSWORD: password }),
        ...device,
      },
      Session: session,
      ClientMetadata: clientMetadata,
    });
  const userId = deviceOwner(internals, username).read() ?? username;
  // With a proof the device is named by the proof, once the pool has said whose it is.
  const started = await (proof ? start({}) : fromDevice(deviceSlot(internals, userId), start));
  const answer = await settle(internals, started, { userId, name: username, isPassing });
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
  { userId, name, isPassing }: Pick<Authentication, 'userId' | 'name' | 'isPassing'>,
  clientMetadata?: ClientMetadata,
): Promise<Authentication> {
  const { USER_ID_FOR_SRP, USERNAME = userId } = answer.ChallengeParameters ?? {};
  const settled = { ...answer, userId: USER_ID_FOR_SRP ?? USERNAME, name, isPassing };
  const { AuthenticationResult: result, ChallengeName } = answer;
  if (ChallengeName !== 'DEVICE_SRP_AUTH' && result?.NewDeviceMetadata === undefined)
    return settled;
  const device = await loadPart(() => import('./remembered-device'));
  if (result === undefined) return device.proveDevice(internals, settled, clientMetadata);
  await device.confirmDevice(internals, result, settled);
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
      return fromDevice(deviceSlot(internals, challenge.userId), (device) =>
        answerChallenge(internals, challenge, {
          responses: { ...responses, ...device },
          clientMetadata,
        }),
      );
    },
  };
}

/**
 * Who is meant by a name that a sign-in begins with, such as an e-mail address: what the user pool
 * calls them, once they have signed in here. The name itself is not kept.
 */
export const deviceOwner = ({ config, openStorage }: ClientInternals, name: string) =>
  createStoredValue(
    openStorage,
    `react-cognito-hooks.${config.userPoolClientId}.device-of.${toHex(sha256(name.toLowerCase()))}`,
    (value) => (typeof value === 'string' ? value : undefined),
  );

type DeviceParameter = { readonly DEVICE_KEY?: string };

/** Names the device that this browser is to the user; one that the pool has forgotten is dropped. */
async function fromDevice<T>(
  slot: StoredValue<StoredDevice>,
  send: (device: DeviceParameter) => Promise<T>,
): Promise<T> {
  const DEVICE_KEY = slot.read()?.key;
  if (DEVICE_KEY === undefined) return send({});
  try {
    return await send({ DEVICE_KEY });
  } catch (thrown) {
    const isForgotten = asCognitoError(thrown).code === 'ResourceNotFoundException';
    if (!isForgotten) throw thrown;
    slot.clear();
    return send({});
  }
}

function toSrpChallenge({ ChallengeParameters = {} }: AuthenticationAnswer): SrpChallenge {
  const { USER_ID_FOR_SRP, SALT, SRP_B, SECRET_BLOCK } = ChallengeParameters;
  if (!USER_ID_FOR_SRP || !SALT || !SRP_B || !SECRET_BLOCK) {
    throw new CognitoError('Unknown', 'the PASSWORD_VERIFIER challenge lacks a parameter');
  }
  return { USER_ID_FOR_SRP, SALT, SRP_B, SECRET_BLOCK };
}

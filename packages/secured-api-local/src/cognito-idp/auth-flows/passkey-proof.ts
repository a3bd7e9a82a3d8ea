import { requiredText } from '../../aws-endpoint/operation-input';
import { toClaimedDevice } from '../devices/known-device';
import { wantsSecondFactor } from '../mfa/mfa-factors';
import {
  describeCredential,
  type Passkey,
  usablePasskeys,
  userHandleOf,
} from '../passkeys/passkey';
import {
  type PasskeyCredential,
  parseObject,
  readCredential,
} from '../passkeys/passkey-credential';
import { CEREMONY_MS } from '../passkeys/passkey-registration';
import { isAllowedOrigin, isHostOf } from '../passkeys/relying-party';
import { verifyPasskey } from '../passkeys/verify-passkey';
import { incorrectPassword, sessionExpired } from '../pool/user-errors';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import { assertMaySignIn } from '../sign-in/sign-in';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import type { ChallengeAnswer } from './auth-request';
import { type Choice, openChoice, resumeChoice } from './choice';
import { requiredParameter } from './required-parameter';
import { afterFirstFactor } from './second-factor';

const CHALLENGE_BYTES = 32;

/** Asks a user for one of their passkeys. */
export function askForPasskey(backend: UserPoolBackend, choice: Choice, user: User): unknown {
  const { pool } = choice;
  const challenge = backend.random.bytes(CHALLENGE_BYTES).toString('base64url');
  const options = {
    challenge,
    timeout: CEREMONY_MS,
    rpId: pool.passkeys.relyingPartyId,
    allowCredentials: usablePasskeys(backend, pool.passkeys, user).map(describeCredential),
    userVerification: mustVerifyUser(pool, user) ? 'required' : pool.passkeys.userVerification,
  };
  return {
    ChallengeName: 'WEB_AUTHN',
    ChallengeParameters: { CREDENTIAL_REQUEST_OPTIONS: JSON.stringify(options) },
    Session: openChoice(backend, choice, { name: 'WEB_AUTHN', challenge }),
  };
}

/**
 * Goes on with a sign-in by the signature of a passkey, which is both factors where the pool says
 * so and the authenticator has verified the user.
 *
 * @throws AwsError `NotAuthorizedException`, `InvalidParameterException`, or what keeps the user
 *   from signing in
 */
export async function answerPasskey(
  backend: UserPoolBackend,
  answer: ChallengeAnswer,
): Promise<unknown> {
  const { choice, challenge, close } = resumeChoice(backend, answer, 'WEB_AUTHN');
  const { pool, client, clientMetadata, user } = choice;
  const credential = readCredential(parseObject(requiredParameter(answer.responses, 'CREDENTIAL')));
  // Before the proof, which takes its time: a challenge is good for one signature, right or wrong.
  close();
  if (user === undefined || !('challenge' in challenge)) throw sessionExpired();
  const passkey = provedFor(backend, { ...choice, user }, credential, challenge.challenge);
  const requireUserVerification = mustVerifyUser(pool, user);
  const { counter, isUserVerified } = await verifyPasskey(
    passkey,
    credential,
    requireUserVerification,
  );
  const current = unchangedUser(backend, user);
  keepCounter(backend, current, passkey, counter);
  assertMaySignIn(current, backend.clock.now());
  return afterFirstFactor(backend, {
    pool,
    client,
    user: current,
    device: toClaimedDevice(pool, choice.deviceKey),
    isTwoFactors: pool.passkeys.isMultiFactor && isUserVerified,
    clientMetadata,
    hosted: choice.hosted,
    source: 'TokenGeneration_Authentication',
  });
}

/** The user's own passkey that a credential names, if it answers this challenge on this page. */
function provedFor(
  backend: UserPoolBackend,
  { pool, user, hosted = false }: Choice & { readonly user: User },
  { id, clientData, response }: PasskeyCredential,
  challenge: string,
): Passkey {
  const passkey = usablePasskeys(backend, pool.passkeys, user).find((own) => own.id === id);
  const { type, origin, crossOrigin } = clientData;
  const isForThis = type === 'webauthn.get' && clientData.challenge === challenge;
  const isHere = !crossOrigin && isPageOf(backend, pool, { origin, hosted });
  const handle = response.userHandle ?? null;
  const isOwn = handle === null || requiredText(response, 'userHandle') === userHandleOf(user);
  if (passkey === undefined || !isForThis || !isHere || !isOwn)
    throw incorrectPassword('the passkey is unknown, or not for this challenge, pool or user');
  return passkey;
}

/** The hosted login has an origin of its own, which is no other page's. */
function isPageOf(
  { registry }: UserPoolBackend,
  { id, passkeys }: UserPoolSettings,
  { origin, hosted }: { readonly origin: string; readonly hosted: boolean },
): boolean {
  if (!hosted) return isAllowedOrigin(passkeys, origin);
  return origin === registry.loginUrl(id) && isHostOf(passkeys, origin);
}

/** A copy of a passkey that signs at the same time counts the same: only one of them goes on. */
function keepCounter(
  { passkeys }: UserPoolBackend,
  user: User,
  before: Passkey,
  counter: number,
): void {
  const passkey = passkeys.find(user, before.id);
  if (passkey === undefined || passkey.counter !== before.counter)
    throw incorrectPassword('the passkey was removed or used meanwhile');
  passkeys.save(user, passkey.id, { ...passkey, counter });
}

function unchangedUser({ directory }: UserPoolBackend, before: User): User {
  const user = directory.get(before.poolId, before.username);
  if (user?.sub !== before.sub || user.generation !== before.generation) throw sessionExpired();
  return user;
}

function mustVerifyUser(pool: UserPoolSettings, user: User): boolean {
  const { userVerification, isMultiFactor } = pool.passkeys;
  return userVerification === 'required' || (isMultiFactor && wantsSecondFactor(pool, user));
}

import { AwsError } from '../../support/aws-error';
import type { CallingClient } from '../calling-client';
import { invalidParameter } from '../input';
import { createServerPublic, isSrpPublic, UnsafeSrpValue } from '../srp';
import { attributesOf, type User } from '../user';
import { normalizeName } from '../user-directory';
import { userNotFound } from '../user-errors';
import type { SrpChallenge, UserPoolBackend } from '../user-pool-backend';
import { requiredParameter } from './required-parameter';

const SECRET_BLOCK_MS = 3 * 60_000;
const SECRET_BLOCK_BYTES = 1_024;

/** The first call of a sign-in by password, as the wire gave it. */
export interface UserSrpAuthRequest extends CallingClient {
  readonly parameters: Readonly<Record<string, string>>;
  readonly clientMetadata: Readonly<Record<string, string>>;
}

/** What SRP needs of a user, or of a name that nobody has. */
interface SrpSubject {
  readonly userId: string;
  readonly salt: string;
  readonly verifier: string;
}

/**
 * Begins a sign-in by password (SRP 6a): answers with salt, public value and secret block.
 *
 * @throws AwsError `UserNotFoundException` where the client tells, or what a trigger fails with
 */
export async function startUserSrpAuth(
  backend: UserPoolBackend,
  request: UserSrpAuthRequest,
): Promise<unknown> {
  const { pool, client, parameters } = request;
  const name = requiredParameter(parameters, 'USERNAME');
  const clientPublic = requiredParameter(parameters, 'SRP_A');
  if (!isSrpPublic(clientPublic)) throw invalidParameter('SRP_A is not a valid value.');
  const user = backend.directory.find(pool, name);
  if (user === undefined && !client.preventUserExistenceErrors) throw userNotFound();
  await callPreAuthentication(backend, request, user, name);

  const subject = user === undefined ? pretendSubject(backend, request, name) : subjectOf(user);
  const challenge = {
    poolId: pool.id,
    clientId: client.id,
    names: [name, subject.userId].map((known) => normalizeName(pool, known)),
    attemptName: user?.username ?? normalizeName(pool, name),
    clientPublic,
    secret: backend.random.bytes(32),
    ...subject,
  };
  const serverPublic = serverPublicOf(challenge);
  const secretBlock = backend.random.bytes(SECRET_BLOCK_BYTES).toString('base64');
  backend.srpChallenges.set(secretBlock, challenge, SECRET_BLOCK_MS);
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeParameters: {
      SALT: subject.salt,
      SECRET_BLOCK: secretBlock,
      SRP_B: serverPublic,
      USERNAME: subject.userId,
      USER_ID_FOR_SRP: subject.userId,
    },
  };
}

async function callPreAuthentication(
  { triggers }: UserPoolBackend,
  { pool, client, clientMetadata }: UserSrpAuthRequest,
  user: User | undefined,
  name: string,
): Promise<void> {
  await triggers.call(pool, 'PreAuthentication', {
    source: 'PreAuthentication_Authentication',
    userName: user?.username ?? name,
    clientId: client.id,
    request: {
      userAttributes: user === undefined ? {} : attributesOf(user),
      validationData: clientMetadata,
      ...(client.preventUserExistenceErrors && { userNotFound: user === undefined }),
    },
  });
}

function subjectOf({ username, password: { salt, verifier } }: User): SrpSubject {
  return { userId: username, salt, verifier };
}

/** A name that nobody has gets the same salt and user id each time, and costs the same. */
function pretendSubject(
  { secret }: UserPoolBackend,
  { pool }: UserSrpAuthRequest,
  given: string,
): SrpSubject {
  const name = normalizeName(pool, given);
  const bytes = (use: string): Buffer => secret.derive(use, pool.id, name);
  const blocks = Array.from({ length: 12 }, (_, index) => bytes(`verifier ${index}`));
  return {
    userId: pool.usernameAttributes.length > 0 ? toUuid(bytes('user id')) : given,
    salt: bytes('salt').subarray(0, 16).toString('hex'),
    verifier: Buffer.concat(blocks).toString('hex'),
  };
}

function toUuid(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  const variant = '89ab'.charAt((bytes[16] ?? 0) % 4);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function serverPublicOf(challenge: SrpChallenge): string {
  try {
    return createServerPublic(challenge);
  } catch (error) {
    if (!(error instanceof UnsafeSrpValue)) throw error;
    throw new AwsError('InvalidParameterException', 'SRP_A is not a valid value.');
  }
}

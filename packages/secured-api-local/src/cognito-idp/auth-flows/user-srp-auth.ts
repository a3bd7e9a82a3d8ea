import { AwsError } from '../../support/aws-error';
import { invalidParameter } from '../input';
import { createServerPublic, isSrpPublic, UnsafeSrpValue } from '../srp';
import { normalizeName } from '../user-directory';
import { userNotFound } from '../user-errors';
import type { SrpChallenge, UserPoolBackend } from '../user-pool-backend';
import type { AuthRequest } from './auth-request';
import { callPreAuthentication } from './pre-authentication';
import { pretendSubject } from './pretend-subject';
import { requiredParameter } from './required-parameter';

const SECRET_BLOCK_MS = 3 * 60_000;
const SECRET_BLOCK_BYTES = 1_024;

/**
 * Begins a sign-in by password (SRP 6a): answers with salt, public value and secret block.
 *
 * @throws AwsError `UserNotFoundException` where the client tells, or what a trigger fails with
 */
export async function startUserSrpAuth(
  backend: UserPoolBackend,
  request: AuthRequest,
): Promise<unknown> {
  const { pool, client, parameters } = request;
  const name = requiredParameter(parameters, 'USERNAME');
  const clientPublic = requiredParameter(parameters, 'SRP_A');
  if (!isSrpPublic(clientPublic)) throw invalidParameter('SRP_A is not a valid value.');
  const user = backend.directory.find(pool, name);
  if (user === undefined && !client.preventUserExistenceErrors) throw userNotFound();
  await callPreAuthentication(backend, request, name, user);

  const subject = user ?? pretendSubject(backend, pool, name);
  const { salt, verifier } = subject.password;
  const challenge = {
    poolId: pool.id,
    clientId: client.id,
    names: [name, subject.username].map((known) => normalizeName(pool, known)),
    attemptName: user?.username ?? normalizeName(pool, name),
    clientPublic,
    secret: backend.random.bytes(32),
    userId: subject.username,
    salt,
    verifier,
  };
  const serverPublic = serverPublicOf(challenge);
  const secretBlock = backend.random.bytes(SECRET_BLOCK_BYTES).toString('base64');
  backend.srpChallenges.set(secretBlock, challenge, SECRET_BLOCK_MS);
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeParameters: {
      SALT: salt,
      SECRET_BLOCK: secretBlock,
      SRP_B: serverPublic,
      USERNAME: subject.username,
      USER_ID_FOR_SRP: subject.username,
    },
  };
}

function serverPublicOf(challenge: SrpChallenge): string {
  try {
    return createServerPublic(challenge);
  } catch (error) {
    if (!(error instanceof UnsafeSrpValue)) throw error;
    throw new AwsError('InvalidParameterException', 'SRP_A is not a valid value.');
  }
}

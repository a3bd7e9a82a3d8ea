import { invalidParameter } from '../../aws-endpoint/operation-input';
import { AwsError } from '../../support/aws-error';
import {
  createServerPublic,
  isSrpPublic,
  type SrpExchange,
  UnsafeSrpValue,
} from '../passwords/srp';
import type { CallingClient } from '../pool/calling-client';
import type { CustomAttempt, UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import { normalizeName } from '../users/user-directory';
import { pretendSubject } from './pretend-subject';
import { requiredParameter } from './required-parameter';

const SECRET_BLOCK_MS = 3 * 60_000;
/** How long a secret block is. */
export const SECRET_BLOCK_BYTES = 1_024;

/** The client's half of a password exchange, and whose password it is about. */
export interface SrpRequest extends CallingClient {
  /** The name as the client gave it. */
  readonly name: string;
  readonly user: User | undefined;
  readonly clientPublic: string;
  readonly deviceKey: string | undefined;
  readonly customAttempt?: CustomAttempt;
}

/**
 * The client's public value A.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function srpPublicOf(parameters: Readonly<Record<string, string>>): string {
  const clientPublic = requiredParameter(parameters, 'SRP_A');
  if (!isSrpPublic(clientPublic)) throw invalidParameter('SRP_A is not a valid value.');
  return clientPublic;
}

/** Opens a password exchange (SRP 6a): answers with salt, public value and secret block. */
export function openSrpChallenge(backend: UserPoolBackend, request: SrpRequest): unknown {
  const { pool, client, name, user, clientPublic, deviceKey, customAttempt } = request;
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
    deviceKey,
    customAttempt,
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

/**
 * The server's public value B of an exchange.
 *
 * @throws AwsError `InvalidParameterException` for a client's value that would make the secret known
 */
export function serverPublicOf(exchange: SrpExchange): string {
  try {
    return createServerPublic(exchange);
  } catch (error) {
    if (!(error instanceof UnsafeSrpValue)) throw error;
    throw new AwsError('InvalidParameterException', 'SRP_A is not a valid value.');
  }
}

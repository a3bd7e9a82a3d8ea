import type { AuthUser } from './auth-user';
import type { ClientInternals } from './client-internals';
import { CognitoError } from './cognito-error';
import { type SessionTokens, toSessionTokens } from './session-tokens';
import { createSrpClient, type SrpChallenge, toSrpTimestamp } from './srp';
import type { AuthenticationAnswer, ClientMetadata } from './user-pool-operations';

/** Who tries to sign in; the password lives here, in memory, and nowhere else. */
export interface Attempt {
  readonly username: string;
  readonly password: string;
  readonly clientMetadata?: ClientMetadata;
}

/** An answer, with the name by which the user pool knows the user of the attempt. */
export interface Authentication extends AuthenticationAnswer {
  readonly userId: string;
}

/**
 * Signs in by secure remote password: the password itself is never sent.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
 */
export async function authenticate(
  { userPool, config, clock }: ClientInternals,
  { username, password, clientMetadata }: Attempt,
): Promise<Authentication> {
  const srp = createSrpClient(config.userPoolId);
  const started = await userPool('InitiateAuth', {
    AuthFlow: 'USER_SRP_AUTH',
    AuthParameters: { USERNAME: username, SRP_A: srp.publicValue },
    ClientMetadata: clientMetadata,
  });
  if (started.ChallengeName !== 'PASSWORD_VERIFIER') return { ...started, userId: username };
  const challenge = toSrpChallenge(started);
  const timestamp = toSrpTimestamp(new Date(clock.now()));
  const answer = await userPool('RespondToAuthChallenge', {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeResponses: {
      USERNAME: challenge.USER_ID_FOR_SRP,
      PASSWORD_CLAIM_SECRET_BLOCK: challenge.SECRET_BLOCK,
      TIMESTAMP: timestamp,
      PASSWORD_CLAIM_SIGNATURE: srp.prove({ challenge, password, timestamp }),
    },
    Session: started.Session,
    ClientMetadata: clientMetadata,
  });
  return { ...answer, userId: challenge.USER_ID_FOR_SRP };
}

function toSrpChallenge({ ChallengeParameters = {} }: AuthenticationAnswer): SrpChallenge {
  const { USER_ID_FOR_SRP, SALT, SRP_B, SECRET_BLOCK } = ChallengeParameters;
  if (!USER_ID_FOR_SRP || !SALT || !SRP_B || !SECRET_BLOCK) {
    throw new CognitoError('Unknown', 'the PASSWORD_VERIFIER challenge lacks a parameter');
  }
  return { USER_ID_FOR_SRP, SALT, SRP_B, SECRET_BLOCK };
}

/** Tokens that are not stored yet: they are either adopted or given back. */
export interface FreshTokens {
  /** Makes them the session; the refresh token of the session before is revoked. */
  adopt(): AuthUser;
  /** Revokes them, for a sign-in that nobody waits for any more. */
  discard(): void;
}

/** Takes the tokens of an answer; undefined if it holds a challenge instead. */
export function takeTokens(
  { store, userPool }: ClientInternals,
  { AuthenticationResult }: AuthenticationAnswer,
): FreshTokens | undefined {
  if (AuthenticationResult === undefined) return undefined;
  const tokens = toSessionTokens(AuthenticationResult);
  const revoke = ({ refreshToken }: SessionTokens) => {
    if (refreshToken === undefined) return;
    userPool('RevokeToken', { Token: refreshToken }).catch(() => undefined);
  };
  return {
    adopt() {
      store.open();
      const replaced = store.current();
      const user = store.adopt(tokens);
      if (replaced !== undefined && replaced.refreshToken !== tokens.refreshToken) revoke(replaced);
      return user;
    },
    discard: () => revoke(tokens),
  };
}

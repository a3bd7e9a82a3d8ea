import { userNotFound } from '../pool/user-errors';
import type { UserPoolBackend } from '../user-pool-backend';
import { assertMaySignIn, completeSignIn } from './sign-in';

/** A session that was opened for a test. */
export interface TestSession {
  /** What the pool calls the user. */
  readonly name: string;
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
}

/**
 * Opens a session for a user as if every proof had been given; no operation leads here.
 *
 * @throws AwsError for a user who is not there, disabled or not confirmed
 */
export async function signInWithoutProof(
  backend: UserPoolBackend,
  clientId: string,
  username: string,
): Promise<TestSession> {
  const { registry, directory, clock } = backend;
  const client = registry.clients().find(({ id }) => id === clientId);
  const pool = client && registry.findPool(client.poolId);
  const user = pool && directory.find(pool, username);
  if (!user) throw userNotFound();
  assertMaySignIn(user, clock.now());
  const result = await completeSignIn(backend, {
    // Nobody is at a device: what is opened here is renewed without one.
    pool: { ...pool, devices: undefined },
    client,
    user,
    clientMetadata: {},
    source: 'TokenGeneration_Authentication',
  });
  return {
    name: user.username,
    accessToken: result.AccessToken,
    idToken: result.IdToken,
    refreshToken: result.RefreshToken ?? '',
  };
}

import { AwsError } from './support/aws-error';
import { LocalRuntimeError } from './support/local-runtime-error';
import type { NewUser, TestUsers } from './test-users';

/**
 * Makes the users of a seed; whoever is there already stays as they are.
 *
 * @throws LocalRuntimeError `RefusedSeed` for a user whom AWS would refuse, `NoClientConfig`
 */
export async function seedUsers(users: TestUsers, seed: readonly NewUser[]): Promise<void> {
  for (const user of seed) {
    try {
      await users.createUser(user);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      if (error.code === 'UsernameExistsException') continue;
      throw new LocalRuntimeError(
        'RefusedSeed',
        `the seed's user '${user.username}' is refused with ${error.code}: ${error.message}`,
        'correct the user, or the pool that refuses them',
      );
    }
  }
}

import type { UserPools } from './cognito-idp/user-pools';
import { seedUsers } from './seed-users';
import type { NewUser, TestUsers } from './test-users';

/** Who is there when a run is ready. */
export interface Population {
  readonly userPools: Pick<UserPools, 'templateUsers'>;
  readonly users: TestUsers;
  readonly seed: readonly NewUser[];
}

/**
 * Makes the users of the template and of the seed, then puts them into the template's groups, so that
 * a membership finds a user of either.
 *
 * @throws LocalRuntimeError `RefusedUser`, `RefusedSeed`, `NoClientConfig`
 */
export async function populate({ userPools, users, seed }: Population): Promise<void> {
  await userPools.templateUsers.makeUsers();
  await seedUsers(users, seed);
  await userPools.templateUsers.makeMemberships();
}

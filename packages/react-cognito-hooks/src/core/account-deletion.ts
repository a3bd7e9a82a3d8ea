import { type AccountRoom, createAccountRoom } from './account-room';
import type { ClientInternals } from './client-internals';
import type { Result } from './result';

/** The end of an account, without React. */
export interface DeletionRoom
  extends Pick<AccountRoom<null>, 'getSnapshot' | 'getServerSnapshot' | 'subscribe'> {
  deleteUser(): Promise<Result>;
}

/** Creates the deletion of a client's account. */
export function createDeletionRoom(internals: ClientInternals): DeletionRoom {
  const room = createAccountRoom<null>(internals);
  return {
    ...room,
    deleteUser: () =>
      room.run('deleteUser', null, async (call) => {
        await call('DeleteUser', {});
        internals.store.end('user');
      }),
  };
}

import { useSyncExternalStore } from 'react';
import type { AccountState } from './core/account-room';
import type { RoomView } from './core/lazy-room';

/** What a part of the account shows. */
export function useAccountRoom<D>(room: RoomView<D>): AccountState<D> {
  return useSyncExternalStore(room.subscribe, room.getSnapshot, room.getServerSnapshot);
}

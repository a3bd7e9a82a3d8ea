import { useMemo } from 'react';
import type { Device, DevicesRoom } from './core/account-devices';
import type { AccountState } from './core/account-room';
import { lazyRoom } from './core/lazy-room';
import { useAccountRoom } from './useAccountRoom';
import { useCognitoClient } from './useCognitoClient';

/** The user's devices, and the functions that change them. */
export interface UseDevices
  extends Omit<AccountState<never>, 'data'>,
    Pick<DevicesRoom, 'remember' | 'forget' | 'reload'> {
  /** null until they were read. */
  readonly devices: readonly Device[] | null;
}

const devicesRoom = /* @__PURE__ */ lazyRoom<readonly Device[], DevicesRoom>(
  async () => (await import('./core/account-devices')).createDevicesRoom,
);

/**
 * Lists the devices of whoever is signed in, in a user pool that tracks them.
 *
 * `remember` has this one stand in for the second factor from now on, where the pool lets devices
 * do so and asks the user first. `forget` takes the id of a device, or none for this one: sessions
 * on it, this one too, end when their tokens run out.
 *
 * @example
 * const { devices, remember, forget } = useDevices();
 * return (
 *   <>
 *     {devices?.map(({ id, name }) => (
 *       <button key={id} onClick={() => forget(id)}>Forget {name}</button>
 *     ))}
 *     <button onClick={remember}>Remember this device</button>
 *   </>
 * );
 */
export function useDevices(): UseDevices {
  const room = devicesRoom(useCognitoClient());
  const { data: devices, pending, error } = useAccountRoom(room);
  const actions = useMemo(
    () =>
      ({
        remember: () => room.use(({ remember }) => remember()),
        forget: (id) => room.use(({ forget }) => forget(id)),
        reload: () => room.use(({ reload }) => reload()),
      }) satisfies Partial<UseDevices>,
    [room],
  );
  return useMemo(
    () => ({ devices, pending, error, ...actions }),
    [actions, devices, pending, error],
  );
}

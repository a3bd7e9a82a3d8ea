import { type AccountCall, type AccountRoom, createAccountRoom } from './account-room';
import type { ClientInternals } from './client-internals';
import { CognitoError } from './cognito-error';
import type { Result } from './result';
import { deviceKeyOf } from './session-tokens';
import { deviceSlot } from './stored-device';
import type { DeviceDescription } from './user-pool-operations';

/** A device that the user has signed in on. */
export interface Device {
  readonly id: string;
  readonly name: string;
  /** Whether it is the one that this session began on. */
  readonly isCurrent: boolean;
  /** Whether it may stand in for a second factor; undefined where the user pool does not say. */
  readonly isRemembered?: boolean;
  /** In milliseconds since the epoch. */
  readonly lastUsedAt: number;
}

/** The devices of whoever is signed in, without React. */
export interface DevicesRoom
  extends Pick<
    AccountRoom<readonly Device[]>,
    'getSnapshot' | 'getServerSnapshot' | 'subscribe' | 'reload'
  > {
  remember(): Promise<Result>;
  forget(id?: string): Promise<Result>;
}

/** Creates the devices of a client's account. */
export function createDevicesRoom(internals: ClientInternals): DevicesRoom {
  const { store } = internals;
  const ownKey = (): string | undefined => {
    const session = store.current();
    return session && deviceKeyOf(session);
  };
  const currentKey = (): string => {
    const key = ownKey();
    if (key !== undefined) return key;
    throw new CognitoError('ResourceNotFoundException', 'this session began on no device');
  };
  const room = createAccountRoom(internals, (call) => readDevices(call, ownKey()));
  return {
    ...room,
    remember: () =>
      room.run('remember', null, async (call) => {
        const DeviceRememberedStatus = 'remembered';
        await call('UpdateDeviceStatus', { DeviceKey: currentKey(), DeviceRememberedStatus });
        await room.reload();
      }),
    forget: (id) =>
      room.run('forget', id, async (call) => {
        const key = id ?? currentKey();
        const state = store.getState();
        const slot = deviceSlot(internals, state.status === 'signedIn' ? state.user.username : '');
        // First of all here: the answer may come to nobody, or not at all.
        if (slot.read()?.key === key) slot.clear();
        await call('ForgetDevice', { DeviceKey: key });
        await room.reload();
      }),
  };
}

async function readDevices(call: AccountCall, currentKey?: string): Promise<readonly Device[]> {
  const found: Device[] = [];
  let PaginationToken: string | undefined;
  do {
    const page = await call('ListDevices', { PaginationToken });
    found.push(...(page.Devices ?? []).map((device) => toDevice(device, currentKey)));
    PaginationToken = page.PaginationToken;
  } while (PaginationToken !== undefined);
  return found;
}

function toDevice(description: DeviceDescription, currentKey?: string): Device {
  const { DeviceKey, DeviceAttributes = [], DeviceLastAuthenticatedDate = 0 } = description;
  const read = (name: string) => DeviceAttributes.find(({ Name }) => Name === name)?.Value;
  const status = read('dev:device_remembered_status');
  return {
    id: DeviceKey,
    name: read('device_name') ?? '',
    isCurrent: DeviceKey === currentKey,
    ...(status !== undefined && { isRemembered: status === 'remembered' }),
    lastUsedAt: DeviceLastAuthenticatedDate * 1000,
  };
}

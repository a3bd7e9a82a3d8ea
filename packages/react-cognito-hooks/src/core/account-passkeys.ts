import { type AccountCall, type AccountRoom, createAccountRoom } from './account-room';
import type { ClientInternals } from './client-internals';
import { loadPart } from './load-part';
import type { Result } from './result';
import type { PasskeyDescription } from './user-pool-operations';

/** A passkey of the user. */
export interface Passkey {
  readonly id: string;
  /** Who keeps it, such as `iCloud Keychain`. */
  readonly name: string;
  /** In milliseconds since the epoch. */
  readonly createdAt: number;
}

/** The passkeys of whoever is signed in, without React. */
export interface PasskeysRoom
  extends Pick<
    AccountRoom<readonly Passkey[]>,
    'getSnapshot' | 'getServerSnapshot' | 'subscribe' | 'reload'
  > {
  enrol(): Promise<Result>;
  remove(id: string): Promise<Result>;
}

/** Creates the passkeys of a client's account. */
export function createPasskeysRoom(internals: ClientInternals): PasskeysRoom {
  const room = createAccountRoom(internals, readPasskeys);
  return {
    ...room,
    enrol: () =>
      room.run('enrol', null, async (call) => {
        const { createPasskey } = await loadPart(() => import('./passkey-ceremony'));
        const { CredentialCreationOptions } = await call('StartWebAuthnRegistration', {});
        const Credential = await createPasskey(CredentialCreationOptions);
        await call('CompleteWebAuthnRegistration', { Credential });
        await room.reload();
      }),
    remove: (id) =>
      room.run('remove', id, async (call) => {
        await call('DeleteWebAuthnCredential', { CredentialId: id });
        await room.reload();
      }),
  };
}

async function readPasskeys(call: AccountCall): Promise<readonly Passkey[]> {
  const found: Passkey[] = [];
  let NextToken: string | undefined;
  do {
    const page = await call('ListWebAuthnCredentials', { NextToken });
    found.push(...(page.Credentials ?? []).map(toPasskey));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}

function toPasskey(description: PasskeyDescription): Passkey {
  const { CredentialId, FriendlyCredentialName = '', CreatedAt = 0 } = description;
  return { id: CredentialId, name: FriendlyCredentialName, createdAt: CreatedAt * 1000 };
}

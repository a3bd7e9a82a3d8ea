import type { PasskeySettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';

/** A passkey of a user: the public half. */
export interface Passkey {
  /** The credential's id, base64url. */
  readonly id: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  /** How often it has signed, where it counts: one that counts backwards is a copy. */
  readonly counter: number;
  readonly relyingPartyId: string;
  readonly transports: readonly string[];
  readonly attachment?: string;
  readonly createdAt: number;
}

/** The passkeys of a user that belong to the relying party that the pool has now. */
export function usablePasskeys(
  { passkeys }: Pick<UserPoolBackend, 'passkeys'>,
  { relyingPartyId }: PasskeySettings,
  user: User,
): readonly Passkey[] {
  return passkeys.list(user).filter((passkey) => passkey.relyingPartyId === relyingPartyId);
}

/** What an authenticator calls a user by: nothing that says who they are. */
export function userHandleOf({ sub }: User): string {
  return Buffer.from(sub).toString('base64url');
}

/** A passkey as the options of WebAuthn name it. */
export function describeCredential({ id, transports }: Passkey): object {
  return { id, type: 'public-key', transports };
}

import { createEmitter, type Emitter } from './emitter';
import { hasShape } from './has-shape';
import { createStoredValue, type KeyValueStore, type StoredValue } from './key-value-store';

interface KnownIdentity {
  /** undefined for a guest. */
  readonly userId?: string;
  readonly identityId: string;
}

/**
 * The identity ids that the identity pool gave to this browser.
 *
 * A guest's and a user's are kept apart: the pool merges a guest's identity into the user's when
 * one is used with the other's login.
 */
export interface IdentityIds {
  readonly changed: Emitter;
  /** @param userId undefined for the guest's */
  read(userId: string | undefined): string | undefined;
  write(userId: string | undefined, identityId: string): void;
  clear(userId: string | undefined): void;
}

/** Creates the identity ids of one identity pool. */
export function createIdentityIds(open: () => KeyValueStore, identityPoolId: string): IdentityIds {
  const changed = createEmitter();
  const slot = (name: string): StoredValue<KnownIdentity> =>
    createStoredValue(open, `react-cognito-hooks.${identityPoolId}.${name}`, parseKnownIdentity);
  const guest = slot('guestIdentity');
  const user = slot('userIdentity');
  const slotOf = (userId: string | undefined) => (userId === undefined ? guest : user);
  return {
    changed,
    read(userId) {
      const known = slotOf(userId).read();
      return known?.userId === userId ? known?.identityId : undefined;
    },
    write(userId, identityId) {
      slotOf(userId).write({ ...(userId !== undefined && { userId }), identityId });
      changed.emit();
    },
    clear(userId) {
      slotOf(userId).clear();
      changed.emit();
    },
  };
}

const parseKnownIdentity = (value: unknown): KnownIdentity | undefined =>
  hasShape(value, { identityId: 'string' }) ? value : undefined;

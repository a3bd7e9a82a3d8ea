import { useMemo } from 'react';
import type { Attributes, AttributesRoom } from './core/account-attributes';
import type { AccountState } from './core/account-room';
import type { AwaitedCodes } from './core/awaited-codes';
import { lazyRoom } from './core/lazy-room';
import { useAccountRoom } from './useAccountRoom';
import { useCognitoClient } from './useCognitoClient';

/** The user's attributes, and the functions that change them. */
export interface UseAttributes
  extends Omit<AccountState<never>, 'data'>,
    Pick<AttributesRoom, 'update' | 'remove' | 'sendCode' | 'verify' | 'reload'> {
  /** By name, as far as the app client may read them; null until they were read. */
  readonly attributes: Readonly<Record<string, string>> | null;
  /** What waits for a code, by the attribute's name. */
  readonly awaited: AwaitedCodes;
}

const NOTHING: AwaitedCodes = {};

const attributesRoom = /* @__PURE__ */ lazyRoom<Attributes, AttributesRoom>(
  async () => (await import('./core/account-attributes')).createAttributesRoom,
);

/**
 * Reads and changes the attributes of whoever is signed in.
 *
 * A changed e-mail address or phone number is sent a code, and `awaited` shows it until `verify`
 * was given that code; where the pool keeps the old value until then, `attributes` still has it.
 *
 * @example
 * const { attributes, awaited, update, verify } = useAttributes();
 * if (awaited.email) return <CodeForm onSubmit={(code) => verify('email', code)} />;
 * return <EmailForm value={attributes?.email} onSubmit={(email) => update({ email })} />;
 */
export function useAttributes(): UseAttributes {
  const room = attributesRoom(useCognitoClient());
  const { data, pending, error } = useAccountRoom(room);
  const actions = useMemo(
    () =>
      ({
        update: (...input) => room.use(({ update }) => update(...input)),
        remove: (names) => room.use(({ remove }) => remove(names)),
        sendCode: (...input) => room.use(({ sendCode }) => sendCode(...input)),
        verify: (...input) => room.use(({ verify }) => verify(...input)),
        reload: () => room.use(({ reload }) => reload()),
      }) satisfies Partial<UseAttributes>,
    [room],
  );
  return useMemo(() => {
    const shown = { attributes: data?.values ?? null, awaited: data?.awaited ?? NOTHING };
    return { ...shown, pending, error, ...actions };
  }, [actions, data, pending, error]);
}

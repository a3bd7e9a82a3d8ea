import { readProfile } from './account-profile';
import { type AccountRoom, createAccountRoom } from './account-room';
import { type AwaitedCodes, createAwaitedCodes } from './awaited-codes';
import type { ClientInternals } from './client-internals';
import { type CodeDelivery, toCodeDelivery } from './code-delivery';
import type { Result } from './result';
import { toAttributeList, type UserAttributes } from './user-attributes';
import type { ClientMetadata } from './user-pool-operations';

/** The user's attributes, and which of them wait for a code. */
export interface Attributes {
  /** By name, as far as the app client may read them. */
  readonly values: Readonly<Record<string, string>>;
  /** What waits for a code, by the attribute's name. */
  readonly awaited: AwaitedCodes;
}

/** The attributes of whoever is signed in, without React. */
export interface AttributesRoom
  extends Pick<
    AccountRoom<Attributes>,
    'getSnapshot' | 'getServerSnapshot' | 'subscribe' | 'reload'
  > {
  update(
    attributes: UserAttributes,
    o?: { clientMetadata?: ClientMetadata },
  ): Promise<Result<AwaitedCodes>>;
  remove(names: readonly string[]): Promise<Result>;
  sendCode(
    name: 'email' | 'phone_number',
    o?: { clientMetadata?: ClientMetadata },
  ): Promise<Result<CodeDelivery>>;
  verify(name: 'email' | 'phone_number', code: string): Promise<Result>;
}

/** Creates the attributes of a client's account. */
export function createAttributesRoom(internals: ClientInternals): AttributesRoom {
  const codes = createAwaitedCodes(internals);
  const room = createAccountRoom<Attributes>(internals, async (call) => {
    const { attributes } = await readProfile(call);
    return { values: attributes, awaited: codes.read() };
  });
  /** Shows what has changed; the claims of the session are renewed too, as far as that works. */
  const settle = async () => {
    await room.reload();
    await internals.renew().catch(() => undefined);
  };
  return {
    ...room,
    update: (attributes, { clientMetadata } = {}) =>
      room.run('update', attributes, async (call) => {
        const { CodeDeliveryDetailsList: sent = [] } = await call('UpdateUserAttributes', {
          UserAttributes: toAttributeList(attributes),
          ClientMetadata: clientMetadata,
        });
        for (const details of sent) {
          const delivery = toCodeDelivery({ CodeDeliveryDetails: details });
          const name = delivery.attributeName ?? '';
          codes.add(name, delivery, attributes[name]);
        }
        await settle();
        return codes.read();
      }),
    remove: (names) =>
      room.run('remove', names, async (call) => {
        await call('DeleteUserAttributes', { UserAttributeNames: names });
        for (const name of names) codes.remove(name);
        await settle();
      }),
    sendCode: (name, { clientMetadata } = {}) =>
      room.run('sendCode', name, async (call) => {
        const input = { AttributeName: name, ClientMetadata: clientMetadata };
        const delivery = toCodeDelivery(await call('GetUserAttributeVerificationCode', input));
        codes.add(name, delivery);
        room.show((shown) => ({ ...shown, awaited: codes.read() }));
        return delivery;
      }),
    verify: (name, code) =>
      room.run('verify', [name, code], async (call) => {
        await call('VerifyUserAttribute', { AttributeName: name, Code: code });
        codes.remove(name);
        await settle();
      }),
  };
}

import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, test } from 'vitest';
import {
  CognitoProvider,
  useAttributes,
  useDeleteUser,
  useDevices,
  useMfa,
  usePasskeys,
  usePassword,
} from '../src';
import { PASSWORD, setUpSignedIn } from './support/set-up';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

const PROFILE = {
  Username: 'jane',
  UserAttributes: [{ Name: 'email', Value: 'jane@example.com' }],
  UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
  PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
};
const SENT = { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'j***@e***' };

/** A hook on a page of somebody who is signed in; each operation is answered once. */
async function onPage<T>(useHook: () => T, answers: readonly (readonly [string, object])[]) {
  const { client, cognito } = await setUpSignedIn();
  const answer = (next: typeof answers) => {
    for (const [operation, body] of next) cognito.answerNext(operation, body);
  };
  answer(answers);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <CognitoProvider client={client}>{children}</CognitoProvider>
  );
  const { result } = renderHook(useHook, { wrapper });
  const operations = () => cognito.calls.map(({ operation }) => operation);
  return { client, result, answer, operations };
}

test('a changed address waits for its code, is sent another, and is verified', async () => {
  const { result, answer } = await onPage(useAttributes, [['GetUser', PROFILE]]);
  await waitFor(() => expect(result.current.attributes).toEqual({ email: 'jane@example.com' }));
  answer([
    ['UpdateUserAttributes', { CodeDeliveryDetailsList: [SENT] }],
    ['GetUser', PROFILE],
    ['GetUserAttributeVerificationCode', { CodeDeliveryDetails: SENT }],
    ['VerifyUserAttribute', {}],
    ['GetUser', PROFILE],
  ]);

  await act(() => result.current.update({ email: 'new@example.com' }));
  const { awaited } = result.current;
  const again = await act(() => result.current.sendCode('email'));
  await act(() => result.current.verify('email', '123456'));

  expect(awaited.email).toMatchObject({
    delivery: { deliveryMedium: 'EMAIL' },
    value: 'new@example.com',
  });
  expect(again).toMatchObject({ ok: true });
  expect(result.current.awaited).toEqual({});
});

test('an attribute that is removed is read no more', async () => {
  const { result, answer } = await onPage(useAttributes, [['GetUser', PROFILE]]);
  await waitFor(() => expect(result.current.attributes).not.toBeNull());
  answer([
    ['DeleteUserAttributes', {}],
    ['GetUser', { ...PROFILE, UserAttributes: [] }],
    ['GetUser', PROFILE],
  ]);

  await act(() => result.current.remove(['email']));
  const removed = result.current.attributes;
  await act(() => result.current.reload());

  expect(removed).toEqual({});
  expect(result.current.attributes).toEqual({ email: 'jane@example.com' });
});

test('an authenticator app is set up, confirmed and preferred', async () => {
  const { result, answer, operations } = await onPage(useMfa, [['GetUser', PROFILE]]);
  await waitFor(() => expect(result.current.preference).not.toBeNull());
  answer([
    ['AssociateSoftwareToken', { SecretCode: 'KEY' }],
    ['VerifySoftwareToken', { Status: 'SUCCESS' }],
    ['SetUserMFAPreference', {}],
    ['GetUser', PROFILE],
    ['GetUser', PROFILE],
  ]);

  const setUp = await act(() => result.current.setUpTotp());
  const confirmed = await act(() => result.current.confirmTotp('123456'));
  await act(() => result.current.reload());

  expect(setUp).toMatchObject({ ok: true, data: { secret: 'KEY' } });
  expect(confirmed).toMatchObject({ ok: true });
  expect(result.current.preference).toMatchObject({ preferred: 'SOFTWARE_TOKEN_MFA' });
  expect(JSON.stringify(result.current)).not.toContain('KEY');
  expect(operations()).toContain('SetUserMFAPreference');
});

test('a password is changed, and none of the two is in what the hook shows', async () => {
  const { result, operations } = await onPage(usePassword, [['ChangePassword', {}]]);

  const changed = await act(() =>
    result.current.change({ currentPassword: PASSWORD, newPassword: 'Other-horse-8' }),
  );

  expect(changed).toMatchObject({ ok: true });
  expect(operations()).toContain('ChangePassword');
  expect(JSON.stringify(result.current)).not.toContain(PASSWORD);
});

test('an account that is deleted ends the session', async () => {
  const { client, result } = await onPage(useDeleteUser, [['DeleteUser', {}]]);

  await act(() => result.current.deleteUser());

  expect(client.getState().status).toBe('signedOut');
});

test('devices and passkeys are null until they were read', async () => {
  const { result } = await onPage(
    () => ({ devices: useDevices().devices, passkeys: usePasskeys().passkeys }),
    [
      ['ListDevices', { Devices: [] }],
      ['ListWebAuthnCredentials', { Credentials: [] }],
    ],
  );
  const before = result.current;

  await waitFor(() => expect(result.current).toEqual({ devices: [], passkeys: [] }));

  expect(before).toEqual({ devices: null, passkeys: null });
});

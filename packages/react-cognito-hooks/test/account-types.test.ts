// @vitest-environment node
import { expectTypeOf, test } from 'vitest';
import type {
  CodeDelivery,
  Device,
  Passkey,
  Result,
  TotpSetup,
  UseAttributes,
  UseDeleteUser,
  UseDevices,
  UseMfa,
  UsePasskeys,
  UsePassword,
  UseSignIn,
} from '../src';
import {
  type createTestClient,
  pending,
  refusal,
  type SignInAt,
  type TestClientOptions,
  tokens,
} from '../src/testing';

test('what is known of an account may not be there yet', () => {
  const count = ({ devices }: UseDevices, { passkeys }: UsePasskeys) => [
    // @ts-expect-error -- the devices are null until they were read
    devices.length,
    // @ts-expect-error -- so are the passkeys
    passkeys.length,
  ];

  expectTypeOf(count).parameters.toEqualTypeOf<[UseDevices, UsePasskeys]>();
  expectTypeOf<UseDevices['devices']>().toEqualTypeOf<readonly Device[] | null>();
  expectTypeOf<UsePasskeys['passkeys']>().toEqualTypeOf<readonly Passkey[] | null>();
});

test('codes are sent to an address and to no other attribute', () => {
  const send = ({ sendCode, verify }: UseAttributes) => {
    // @ts-expect-error -- a name is not verified by a code
    void verify('given_name', '123456');
    // @ts-expect-error -- nor is one sent to it
    void sendCode('given_name');
    return sendCode('phone_number');
  };

  expectTypeOf(send).returns.resolves.toEqualTypeOf<Result<CodeDelivery>>();
});

test('attributes are texts, and removed by their names', () => {
  const change = ({ update, remove }: UseAttributes) => {
    // @ts-expect-error -- Cognito keeps texts alone
    void update({ 'custom:age': 7 });
    // @ts-expect-error -- several names are a list
    void remove('nickname', 'picture');
    return remove(['nickname']);
  };

  expectTypeOf(change).returns.resolves.toEqualTypeOf<Result>();
});

test('a new password is asked for, the present one where there is one', () => {
  const change = ({ change: send }: UsePassword) => {
    // @ts-expect-error -- the new password is what it is for
    void send({ currentPassword: 'x' });
    return send({ newPassword: 'y' });
  };

  expectTypeOf(change).returns.resolves.toEqualTypeOf<Result>();
});

test('a second factor is one that Cognito has, and a secret is there once it was made', () => {
  const setUp = async ({ setUpTotp, setPreference }: UseMfa) => {
    // @ts-expect-error -- there is no such factor
    void setPreference('WEB_AUTHN', 'preferred');
    // @ts-expect-error -- on, off or preferred
    void setPreference('SMS_MFA', true);
    const made = await setUpTotp();
    // @ts-expect-error -- whether it succeeded comes first
    void made.data.secret;
    return made.ok ? made.data : undefined;
  };

  expectTypeOf(setUp).returns.resolves.toEqualTypeOf<TotpSetup | undefined>();
});

test('a passkey is removed by its id', () => {
  const remove = ({ remove: send }: UsePasskeys) =>
    // @ts-expect-error -- there may be several
    send();

  expectTypeOf(remove).returns.resolves.toEqualTypeOf<Result>();
});

test('deleting a user takes nothing', () => {
  expectTypeOf<UseDeleteUser['deleteUser']>().parameters.toEqualTypeOf<[]>();
});

test('a redirect never comes back to its caller, and leads to a page by its URL', () => {
  const leave = ({ signInWithRedirect }: UseSignIn) => {
    // @ts-expect-error -- a URL is given as text
    void signInWithRedirect({ returnTo: new URL('http://localhost') });
    return signInWithRedirect({ provider: 'Google', returnTo: '/private' });
  };

  expectTypeOf(leave).returns.toEqualTypeOf<Promise<never>>();
});

test('a scripted answer is what that operation answers', () => {
  const options = {
    answers: {
      InitiateAuth: tokens({ email: 'jane@example.com', deviceKey: 'device' }),
      ListDevices: { Devices: [] },
      ForgetDevice: pending(),
      ConfirmDevice: refusal('LimitExceededException'),
      'GET /users/{id}': { name: 'Jane' },
    },
  } satisfies TestClientOptions;
  const wrong: TestClientOptions[] = [
    // @ts-expect-error -- no operation has that name
    { answers: { SignMeIn: {} } },
    // @ts-expect-error -- devices are a list
    { answers: { ListDevices: { Devices: 'none' } } },
    // @ts-expect-error -- a route begins with its method
    { answers: { '/users': {} } },
    // @ts-expect-error -- there is no such reason to be signed out
    { auth: { signedOut: 'bored' } },
  ];

  expectTypeOf(options).toExtend<Parameters<typeof createTestClient>[0]>();
  expectTypeOf(wrong).toEqualTypeOf<TestClientOptions[]>();
});

test('a step is shown by its data, and refusals by the names that there are', () => {
  const at: SignInAt = { name: 'smsCode', delivery: { destination: '+1', deliveryMedium: 'SMS' } };
  // @ts-expect-error -- actions are the core's
  const acting: SignInAt = { name: 'totpCode', submit: () => undefined };
  // @ts-expect-error -- no step has that name
  const unknown: SignInAt = { name: 'carrierPigeon' };
  // @ts-expect-error -- no error has that name
  const refused = () => refusal('TooTiredException');

  expectTypeOf([at, acting, unknown]).toEqualTypeOf<SignInAt[]>();
  expectTypeOf(refused).returns.toExtend<Error>();
});

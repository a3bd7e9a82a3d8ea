import { describe, expect, test } from 'vitest';
import type { CognitoClientOptions } from '../../src';
import { createDevicesRoom } from '../../src/core/account-devices';
import { deviceOwner } from '../../src/core/authentication';
import { internalsOf } from '../../src/core/client-internals';
import { signInFlow } from '../../src/core/sign-in-flow';
import { signOut } from '../../src/core/sign-out';
import { deviceSlot } from '../../src/core/stored-device';
import { PASSWORD, setUp } from '../support/set-up';
import { SrpVerifier } from '../support/srp-verifier';

const JANE = { username: 'jane@example.com', password: PASSWORD };
const USER_ID = 'id-of-jane@example.com';
const METADATA = { DeviceKey: 'us-east-1_device', DeviceGroupKey: '-group' };
const DEVICE = { key: 'us-east-1_device', groupKey: '-group', password: 'device password' };
const NOT_THERE = ['ResourceNotFoundException', 'Device does not exist.'] as const;

function change(token: string, claims: object): string {
  const [head = '', payload = '', tail = ''] = token.split('.');
  const before = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const changed = Buffer.from(JSON.stringify({ ...before, ...claims })).toString('base64url');
  return `${head}.${changed}.${tail}`;
}

/** Tokens of a session on a device, of the user that the SRP exchange names. */
function withDevice<T extends { AccessToken: string; IdToken: string }>(tokens: T): T {
  return {
    ...tokens,
    AccessToken: change(tokens.AccessToken, { device_key: DEVICE.key }),
    IdToken: change(tokens.IdToken, { 'cognito:username': USER_ID }),
  };
}

async function setUpDevices(options?: CognitoClientOptions) {
  const stack = await setUp(options);
  const user = stack.cognito.pool.addUser(JANE);
  const result = withDevice(stack.cognito.pool.issue(user));
  return {
    ...stack,
    result,
    flow: signInFlow(stack.client),
    slot: deviceSlot(internalsOf(stack.client), USER_ID),
    answers: () =>
      stack.cognito.calls
        .filter(({ operation }) => operation === 'RespondToAuthChallenge')
        .map(({ input }) => input),
  };
}

describe('a sign-in that is given a device', () => {
  test('confirms it by a verifier, and keeps its password here and nowhere else', async () => {
    const { cognito, flow, slot, result, storage } = await setUpDevices();
    const AuthenticationResult = { ...result, NewDeviceMetadata: METADATA };
    cognito.answerNext('RespondToAuthChallenge', { AuthenticationResult });
    cognito.answerNext('ConfirmDevice', {});

    const signedIn = await flow.signIn(JANE);

    expect(signedIn).toMatchObject({ ok: true, data: { name: 'done' } });
    expect(slot.read()).toMatchObject({ key: DEVICE.key, groupKey: '-group' });
    const { password = '' } = slot.read() ?? {};
    expect(password).toHaveLength(56);
    expect(cognito.lastInput('ConfirmDevice')).toMatchObject({
      AccessToken: result.AccessToken,
      DeviceKey: DEVICE.key,
      DeviceSecretVerifierConfig: {
        Salt: expect.any(String),
        PasswordVerifier: expect.stringMatching(/^[A-Za-z0-9+/]{500,516}=*$/),
      },
    });
    expect(JSON.stringify(cognito.calls)).not.toContain(password);
    expect(storage.getItem('react-cognito-hooks.client-id.session')).not.toContain(password);
  });

  test('keeps it under what the pool calls the user, where no challenge has told that', async () => {
    const { cognito, client, flow, slot, result } = await setUpDevices();
    const AuthenticationResult = { ...result, NewDeviceMetadata: METADATA };
    cognito.answerNext('InitiateAuth', { AuthenticationResult });
    cognito.answerNext('ConfirmDevice', {});

    await flow.signIn(JANE);

    expect(slot.read()).toMatchObject({ key: DEVICE.key });
    expect(deviceOwner(internalsOf(client), JANE.username).read()).toBe(USER_ID);
  });

  test('ends well where the device cannot be confirmed', async () => {
    const { cognito, flow, slot, result } = await setUpDevices();
    const AuthenticationResult = { ...result, NewDeviceMetadata: METADATA };
    cognito.answerNext('RespondToAuthChallenge', { AuthenticationResult });
    cognito.refuseNext('ConfirmDevice', 'InvalidParameterException');

    const signedIn = await flow.signIn(JANE);

    expect(signedIn.ok).toBe(true);
    expect(slot.read()).toBeUndefined();
  });

  test('keeps nothing of it where the session is the tab’s alone', async () => {
    const { cognito, flow, slot, result } = await setUpDevices();
    const AuthenticationResult = { ...result, NewDeviceMetadata: METADATA };
    cognito.answerNext('RespondToAuthChallenge', { AuthenticationResult });
    cognito.answerNext('ConfirmDevice', {});

    await flow.signIn({ ...JANE, remember: false });

    expect(cognito.count('ConfirmDevice')).toBe(1);
    expect(slot.read()).toBeUndefined();
  });
});

describe('a session that began on a device', () => {
  test('is renewed by its key', async () => {
    const { cognito, client, flow, result } = await setUpDevices();
    cognito.answerNext('RespondToAuthChallenge', { AuthenticationResult: result });
    await flow.signIn(JANE);

    await client.refresh();

    expect(cognito.lastInput('GetTokensFromRefreshToken')).toEqual({
      ClientId: 'client-id',
      RefreshToken: result.RefreshToken,
      DeviceKey: DEVICE.key,
    });
  });
});

describe('a sign-in on a device that is known', () => {
  const challenge = (name: string, parameters = {}) => ({
    ChallengeName: name,
    ChallengeParameters: parameters,
    Session: `${name} session`,
  });

  test('names the device and proves it, without a step in between', async () => {
    const { cognito, flow, slot, result, answers } = await setUpDevices();
    slot.write(DEVICE);
    const { password } = DEVICE;
    const server = SrpVerifier.register({ poolName: '-group', userId: DEVICE.key, password });
    cognito.answerNext('RespondToAuthChallenge', challenge('DEVICE_SRP_AUTH'));
    const gate = cognito.hold('RespondToAuthChallenge');
    const signingIn = flow.signIn(JANE);
    await gate.arrived;
    gate.release();
    const second = cognito.hold('RespondToAuthChallenge');
    await second.arrived;
    const [, { ChallengeResponses: responses }] = answers() as [
      unknown,
      { ChallengeResponses: Record<string, string> },
    ];
    const exchange = server.challenge(responses.SRP_A ?? '');
    const asked = challenge('DEVICE_PASSWORD_VERIFIER', exchange.parameters);
    cognito.answerNext('RespondToAuthChallenge', asked);
    cognito.answerNext('RespondToAuthChallenge', { AuthenticationResult: result });
    second.release();

    const signedIn = await signingIn;

    expect(signedIn).toMatchObject({ ok: true, data: { name: 'done' } });
    const [first, , last] = answers() as { ChallengeResponses: Record<string, string> }[];
    expect(first?.ChallengeResponses.DEVICE_KEY).toBe(DEVICE.key);
    const proof = last?.ChallengeResponses ?? {};
    expect(proof.DEVICE_KEY).toBe(DEVICE.key);
    const { PASSWORD_CLAIM_SIGNATURE: signature = '', TIMESTAMP: timestamp = '' } = proof;
    expect(exchange.verify({ signature, timestamp })).toBe(true);
  });

  test('drops a device that the pool has forgotten, and goes on without it', async () => {
    const { cognito, flow, slot, answers } = await setUpDevices();
    slot.write(DEVICE);
    cognito.refuseNext('RespondToAuthChallenge', ...NOT_THERE);

    const signedIn = await flow.signIn(JANE);

    expect(signedIn.ok).toBe(true);
    expect(slot.read()).toBeUndefined();
    const named = answers().map(({ ChallengeResponses }) =>
      Object.keys(Object(ChallengeResponses)),
    );
    expect(named.map((keys) => keys.includes('DEVICE_KEY'))).toEqual([true, false]);
  });

  describe.each([
    ['USER_PASSWORD_AUTH', JANE],
    ['USER_AUTH', { username: JANE.username }],
    ['CUSTOM_AUTH', { username: JANE.username }],
  ] as const)('by the flow %s', (authFlow, input) => {
    /** Has signed in by an address before, in the same browser. */
    async function setUpKnown() {
      const stack = await setUpDevices();
      stack.slot.write(DEVICE);
      deviceOwner(internalsOf(stack.client), 'Jane@Example.com').write(USER_ID);
      stack.cognito.answerNext('InitiateAuth', { AuthenticationResult: stack.result });
      return stack;
    }
    const starts = (calls: readonly { operation: string; input: object }[]) =>
      calls
        .filter(({ operation }) => operation === 'InitiateAuth')
        .map(
          ({ input: { AuthParameters } }: { input: { AuthParameters?: object } }) =>
            Object(AuthParameters).DEVICE_KEY,
        );

    test('names it at once', async () => {
      const { cognito, flow } = await setUpKnown();

      await flow.signIn(input, { flow: authFlow });

      expect(starts(cognito.calls)).toEqual([DEVICE.key]);
    });

    test('drops it where the pool has forgotten it', async () => {
      const { cognito, flow, slot } = await setUpKnown();
      cognito.refuseNext('InitiateAuth', ...NOT_THERE);

      const signedIn = await flow.signIn(input, { flow: authFlow });

      expect(signedIn.ok).toBe(true);
      expect(slot.read()).toBeUndefined();
      expect(starts(cognito.calls)).toEqual([DEVICE.key, undefined]);
    });
  });

  test('is known by its address at the next sign-in, which itself is not kept', async () => {
    const { cognito, client, flow, storage, slot, result } = await setUpDevices();
    const AuthenticationResult = { ...result, NewDeviceMetadata: METADATA };
    cognito.answerNext('RespondToAuthChallenge', { AuthenticationResult });
    cognito.answerNext('ConfirmDevice', {});

    await flow.signIn(JANE);

    expect(slot.read()?.key).toBe(DEVICE.key);
    expect(deviceOwner(internalsOf(client), 'Jane@Example.com').read()).toBe(USER_ID);
    expect(JSON.stringify(storage)).not.toContain(JANE.username);
  });

  test.each([
    ['NotAuthorizedException', undefined],
    ['ResourceNotFoundException', undefined],
    ['TooManyRequestsException', DEVICE],
  ])('fails with %s of the proof, and then keeps %j', async (code, kept) => {
    const { cognito, flow, slot } = await setUpDevices();
    slot.write(DEVICE);
    cognito.answerNext('InitiateAuth', challenge('DEVICE_SRP_AUTH', { USERNAME: USER_ID }));
    cognito.refuseNext('RespondToAuthChallenge', code);

    const signedIn = await flow.signIn({ username: JANE.username }, { flow: 'CUSTOM_AUTH' });

    expect(signedIn).toMatchObject({ ok: false, error: { code } });
    expect(slot.read()).toEqual(kept);
  });

  test('fails where Cognito asks for a device that is not kept', async () => {
    const { cognito, flow } = await setUpDevices();
    cognito.answerNext('InitiateAuth', challenge('DEVICE_SRP_AUTH'));

    const signedIn = await flow.signIn({ username: JANE.username }, { flow: 'CUSTOM_AUTH' });

    expect(signedIn).toMatchObject({ ok: false, error: { code: 'UnsupportedChallenge' } });
  });
});

describe('the devices of the account', () => {
  const attribute = (Name: string, Value: string) => ({ Name, Value });
  const DEVICES = [
    {
      DeviceKey: DEVICE.key,
      DeviceAttributes: [
        attribute('device_name', 'this one'),
        attribute('dev:device_remembered_status', 'remembered'),
      ],
      DeviceLastAuthenticatedDate: 7,
    },
    { DeviceKey: 'us-east-1_other' },
  ];

  async function setUpRoom(hasDevice = true) {
    const stack = await setUpDevices();
    const { cognito, flow, result, client } = stack;
    const plain = { ...result, AccessToken: result.IdToken };
    const AuthenticationResult = hasDevice ? result : plain;
    cognito.answerNext('RespondToAuthChallenge', { AuthenticationResult });
    await flow.signIn(JANE);
    stack.slot.write(DEVICE);
    return { ...stack, room: createDevicesRoom(internalsOf(client)) };
  }

  test('are all pages of them, this one marked', async () => {
    const { cognito, room } = await setUpRoom();
    cognito.answerNext('ListDevices', { Devices: [DEVICES[0]], PaginationToken: 'next' });
    cognito.answerNext('ListDevices', { Devices: [DEVICES[1]] });

    await room.reload();

    expect(room.getSnapshot().data).toEqual([
      {
        id: DEVICE.key,
        name: 'this one',
        isCurrent: true,
        isRemembered: true,
        lastUsedAt: 7_000,
      },
      { id: 'us-east-1_other', name: '', isCurrent: false, lastUsedAt: 0 },
    ]);
    expect(cognito.lastInput('ListDevices')).toMatchObject({ PaginationToken: 'next' });
  });

  test('remember this one', async () => {
    const { cognito, room } = await setUpRoom();
    cognito.answerNext('UpdateDeviceStatus', {});
    cognito.answerNext('ListDevices', { Devices: DEVICES });

    const result = await room.remember();

    expect(result.ok).toBe(true);
    expect(cognito.lastInput('UpdateDeviceStatus')).toMatchObject({
      DeviceKey: DEVICE.key,
      DeviceRememberedStatus: 'remembered',
    });
  });

  test.each([
    [undefined, DEVICE.key, undefined],
    [DEVICE.key, DEVICE.key, undefined],
    ['us-east-1_other', 'us-east-1_other', DEVICE],
  ])('forget %s', async (id, key, kept) => {
    const { cognito, room, slot } = await setUpRoom();
    cognito.answerNext('ForgetDevice', {});
    cognito.answerNext('ListDevices', {});

    await room.forget(id);

    expect(cognito.lastInput('ForgetDevice')).toMatchObject({ DeviceKey: key });
    expect(slot.read()).toEqual(kept);
    expect(room.getSnapshot().data).toEqual([]);
  });

  test('are forgotten here, too, where the user leaves meanwhile', async () => {
    const { cognito, client, room, slot } = await setUpRoom();
    cognito.answerNext('ForgetDevice', {});
    const answer = cognito.hold('ForgetDevice');

    const forgotten = room.forget();
    await answer.arrived;
    await signOut(internalsOf(client));
    answer.release();
    await forgotten;

    expect(slot.read()).toBeUndefined();
  });

  test('fail to remember a session without a device', async () => {
    const { room } = await setUpRoom(false);

    const result = await room.remember();

    expect(result).toMatchObject({ ok: false, error: { code: 'ResourceNotFoundException' } });
  });
});

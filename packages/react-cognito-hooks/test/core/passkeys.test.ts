import { afterEach, describe, expect, test, vi } from 'vitest';
import { createPasskeysRoom } from '../../src/core/account-passkeys';
import { internalsOf } from '../../src/core/client-internals';
import { signInFlow } from '../../src/core/sign-in-flow';
import { fakeAuthenticator } from '../support/fake-authenticator';
import { PASSWORD, setUp, setUpSignedIn } from '../support/set-up';
import { stepOf } from '../support/step-of';

afterEach(() => {
  vi.unstubAllGlobals();
});

const username = 'jane@example.com';
const base64Url = (text: string) => Buffer.from(text).toString('base64url');

function challenge(value: string) {
  const options = {
    challenge: base64Url(value),
    rpId: 'localhost',
    allowCredentials: [{ id: base64Url('??>'), type: 'public-key' }],
    userVerification: 'preferred',
    extensions: { unheard: true },
  };
  return {
    ChallengeName: 'WEB_AUTHN',
    ChallengeParameters: { CREDENTIAL_REQUEST_OPTIONS: JSON.stringify(options) },
    Session: `session of ${value}`,
  };
}

async function setUpPasskey(...challenges: object[]) {
  const { cognito, client } = await setUp();
  const user = cognito.pool.addUser({ username, password: PASSWORD });
  for (const asked of challenges) cognito.answerNext('InitiateAuth', asked);
  const flow = signInFlow(client);
  await flow.signIn({ username }, { flow: 'USER_AUTH' });
  return { cognito, flow, tokens: { AuthenticationResult: cognito.pool.issue(user) } };
}

describe('the step of a passkey', () => {
  test('asks the browser, and ends with what it has signed', async () => {
    const authenticator = fakeAuthenticator();
    const { cognito, flow, tokens } = await setUpPasskey(challenge('first'));
    cognito.answerNext('RespondToAuthChallenge', tokens);

    const result = await stepOf(flow, 'passkey').submit();

    expect(result).toMatchObject({ ok: true, data: { name: 'done' } });
    expect(authenticator.asked).toEqual([
      {
        publicKey: {
          challenge: new Uint8Array(Buffer.from('first')),
          rpId: 'localhost',
          allowCredentials: [{ type: 'public-key', id: new Uint8Array(Buffer.from('??>')) }],
          userVerification: 'preferred',
        },
      },
    ]);
    const { ChallengeResponses } = cognito.lastInput('RespondToAuthChallenge');
    const { CREDENTIAL = '' } = ChallengeResponses as Record<string, string>;
    expect(JSON.parse(CREDENTIAL)).toEqual({
      id: 'a-b_',
      rawId: 'a-b_',
      type: 'public-key',
      clientExtensionResults: {},
      authenticatorAttachment: 'platform',
      response: {
        clientDataJSON: base64Url('client data'),
        authenticatorData: base64Url('data'),
        signature: base64Url('signature'),
        userHandle: base64Url('handle'),
      },
    });
  });

  test('takes the same challenge after a "no", and another one after a refusal', async () => {
    const authenticator = fakeAuthenticator();
    const { cognito, flow, tokens } = await setUpPasskey(challenge('first'), challenge('second'));
    authenticator.refuseNext('NotAllowedError');
    cognito.refuseNext('RespondToAuthChallenge', 'NotAuthorizedException');
    cognito.answerNext('RespondToAuthChallenge', tokens);

    const results = [];
    for (let count = 0; count < 3; count += 1) {
      results.push(await stepOf(flow, 'passkey').submit());
    }

    expect(results).toMatchObject([
      { ok: false, error: { code: 'PasskeyCancelled' } },
      { ok: false, error: { code: 'NotAuthorizedException' } },
      { ok: true, data: { name: 'done' } },
    ]);
    expect(cognito.count('InitiateAuth')).toBe(2);
    expect(cognito.lastInput('RespondToAuthChallenge').Session).toBe('session of second');
  });

  test('fails where Cognito asks for something else the second time', async () => {
    fakeAuthenticator();
    const other = { ChallengeName: 'SELECT_CHALLENGE', AvailableChallenges: ['PASSWORD'] };
    const { cognito, flow } = await setUpPasskey(challenge('first'), other);
    cognito.refuseNext('RespondToAuthChallenge', 'NotAuthorizedException');
    await stepOf(flow, 'passkey').submit();

    const result = await stepOf(flow, 'passkey').submit();

    expect(result).toMatchObject({ ok: false, error: { code: 'UnsupportedChallenge' } });
  });

  test.each([
    ['AbortError', 'PasskeyCancelled'],
    ['SecurityError', 'PasskeyNotSupported'],
    ['NotSupportedError', 'PasskeyNotSupported'],
  ])('is refused with a code for the browser’s %s', async (name, code) => {
    fakeAuthenticator().refuseNext(name);
    const { flow } = await setUpPasskey(challenge('first'));

    const result = await stepOf(flow, 'passkey').submit();

    expect(result).toMatchObject({ ok: false, error: { code } });
  });

  test('is refused where the browser has none, or no secure page', async () => {
    const { flow } = await setUpPasskey(challenge('first'));

    const without = await stepOf(flow, 'passkey').submit();
    vi.stubGlobal('isSecureContext', false);
    const insecure = await stepOf(flow, 'passkey').submit();

    expect(without).toMatchObject({ ok: false, error: { code: 'PasskeyNotSupported' } });
    expect(insecure).toMatchObject({ ok: false, error: { code: 'InsecureContext' } });
  });
});

describe('the passkeys of the account', () => {
  const listed = [{ CredentialId: 'a', FriendlyCredentialName: 'Key', CreatedAt: 7 }];
  const shown = [{ id: 'a', name: 'Key', createdAt: 7_000 }];

  async function setUpRoom() {
    const stack = await setUpSignedIn();
    const room = createPasskeysRoom(internalsOf(stack.client));
    return { ...stack, room };
  }

  test('are all pages of them', async () => {
    const { cognito, room } = await setUpRoom();
    cognito.answerNext('ListWebAuthnCredentials', { Credentials: listed, NextToken: 'next' });
    cognito.answerNext('ListWebAuthnCredentials', { Credentials: listed });

    await room.reload();

    expect(room.getSnapshot().data).toEqual([...shown, ...shown]);
    expect(cognito.lastInput('ListWebAuthnCredentials')).toMatchObject({ NextToken: 'next' });
  });

  test('grow by what the browser makes', async () => {
    const authenticator = fakeAuthenticator();
    const { cognito, room } = await setUpRoom();
    const options = {
      rp: { id: 'localhost', name: 'localhost' },
      user: { id: base64Url('jane'), name: username, displayName: 'Jane' },
      challenge: base64Url('challenge'),
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      excludeCredentials: [{ id: base64Url('other'), type: 'public-key' }],
      attestation: 'direct',
    };
    cognito.answerNext('StartWebAuthnRegistration', { CredentialCreationOptions: options });
    cognito.answerNext('CompleteWebAuthnRegistration', {});
    cognito.answerNext('ListWebAuthnCredentials', { Credentials: listed });

    const result = await room.enrol();

    expect(result).toEqual({ ok: true, data: undefined });
    expect(room.getSnapshot().data).toEqual(shown);
    expect(authenticator.asked).toEqual([
      {
        publicKey: {
          rp: options.rp,
          user: { ...options.user, id: new Uint8Array(Buffer.from('jane')) },
          challenge: new Uint8Array(Buffer.from('challenge')),
          pubKeyCredParams: options.pubKeyCredParams,
          excludeCredentials: [{ type: 'public-key', id: new Uint8Array(Buffer.from('other')) }],
        },
      },
    ]);
    expect(cognito.lastInput('CompleteWebAuthnRegistration').Credential).toMatchObject({
      id: 'a-b_',
      response: { attestationObject: base64Url('??>'), transports: ['internal'] },
    });
  });

  test('stay as they are where the person makes none', async () => {
    fakeAuthenticator().refuseNext('NotAllowedError');
    const { cognito, room } = await setUpRoom();
    const user = { id: 'AA', name: username, displayName: 'Jane' };
    const options = { rp: {}, user, challenge: 'AA', pubKeyCredParams: [] };
    cognito.answerNext('StartWebAuthnRegistration', { CredentialCreationOptions: options });

    const result = await room.enrol();

    expect(result).toMatchObject({ ok: false, error: { code: 'PasskeyCancelled' } });
    expect(room.getSnapshot().error?.code).toBe('PasskeyCancelled');
    expect(cognito.count('CompleteWebAuthnRegistration')).toBe(0);
  });

  test('are fewer once one is removed', async () => {
    const { cognito, room } = await setUpRoom();
    cognito.answerNext('DeleteWebAuthnCredential', {});
    cognito.answerNext('ListWebAuthnCredentials', { Credentials: [] });

    await room.remove('a');

    expect(cognito.lastInput('DeleteWebAuthnCredential')).toMatchObject({ CredentialId: 'a' });
    expect(room.getSnapshot().data).toEqual([]);
  });
});

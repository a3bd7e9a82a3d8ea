import { describe, expect, test } from 'vitest';
import { STANDARD_SCHEMA } from '../../../src/cognito-idp/pool/standard-attributes';
import type { IdentityProviderSettings } from '../../../src/cognito-idp/pool/user-pool-settings';
import { claimsOf, EMAIL, POOL_ID, type TriggerEvent } from '../user-pool-fixture';
import { CALLBACK, createLogin, type Login, OAUTH, REQUEST } from './login-fixture';

const GOOGLE: IdentityProviderSettings = {
  poolId: POOL_ID,
  name: 'Google',
  type: 'Google',
  attributeMapping: { username: 'sub', email: 'email', name: 'name' },
  identifiers: ['google.com'],
};
const PERSON = { subject: '1234', 'claim.email': EMAIL, 'claim.name': 'Ada' };

function createFederated(
  options: Parameters<typeof createLogin>[0] = {},
  mapping: Readonly<Record<string, string>> = {},
): Login {
  const oauth = { ...OAUTH, providers: ['COGNITO', 'Google'] };
  const login = createLogin({ ...options, client: { oauth, ...options.client } });
  const attributeMapping = { ...GOOGLE.attributeMapping, ...mapping };
  login.userPools.addProvider({ ...GOOGLE, attributeMapping });
  return login;
}

async function signIn(login: Login, person: Record<string, string> = PERSON) {
  const browser = login.browser();
  await browser.authorize({ identity_provider: 'Google' });
  return browser.submit(person);
}

async function tokens(login: Login, person?: Record<string, string>) {
  const back = await signIn(login, person);
  return (await login.exchange(back.location.searchParams.get('code') ?? '')).json();
}

describe('a stand-in for a provider', () => {
  test('is offered on the login page, and asks who signs in there', async () => {
    const login = createFederated();
    const browser = login.browser();
    const page = await browser.authorize();
    const [, link = ''] = /class="provider" href="([^"]*)"/.exec(page.text) ?? [];

    const standIn = await browser.open(link.replaceAll('&amp;', '&'));

    expect(page.text).toContain('Continue with Google');
    expect(standIn.text).toContain('<h1>Stand-in for Google</h1>');
    expect([...standIn.text.matchAll(/<label for="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      'subject',
      'claim.email',
      'claim.name',
    ]);
  });

  test.each([
    ['identity_provider', { identity_provider: 'Google' }],
    ['idp_identifier', { idp_identifier: 'google.com' }],
  ])('is gone to at once by %s', async (_, changes) => {
    const page = await createFederated().browser().authorize(changes);

    expect(page.text).toContain('Stand-in for Google');
  });

  test('is gone to at once where it is the only provider of the client', async () => {
    const login = createFederated({ client: { oauth: { ...OAUTH, providers: ['Google'] } } });

    const page = await login.browser().authorize();

    expect(page.text).toContain('Stand-in for Google');
  });

  test('takes no password where the client has providers alone', async () => {
    const login = createFederated({ client: { oauth: { ...OAUTH, providers: ['Google'] } } });
    const browser = login.browser();
    await browser.authorize();
    const page = await browser.open(`/login?${new URLSearchParams(REQUEST)}`);

    expect(page.text).toContain('Continue with Google');
    expect(page.text).not.toContain('name="password"');
  });

  test('can refuse, which the client is told', async () => {
    const back = await signIn(createFederated(), { ...PERSON, refuse: 'refuse' });

    expect(back.location.href.split('?')[0]).toBe(CALLBACK);
    expect(back.location.searchParams.get('error')).toBe('access_denied');
    expect(back.location.searchParams.get('state')).toBe(REQUEST.state);
  });

  test('wants a subject', async () => {
    const page = await signIn(createFederated(), { ...PERSON, subject: ' ' });

    expect(page.text).toContain('<p role="alert">Say who signs in');
  });
});

describe('a user of a provider', () => {
  test('is made at the first sign-in, in the group of the provider', async () => {
    const login = createFederated();

    const { id_token = '' } = await tokens(login, PERSON);
    const user = await login.admin('AdminGetUser', { Username: 'Google_1234' });

    expect(claimsOf(id_token)).toMatchObject({
      'cognito:username': 'Google_1234',
      'cognito:groups': [`${POOL_ID}_Google`],
      email: EMAIL,
      email_verified: false,
      identities: [
        {
          userId: '1234',
          providerName: 'Google',
          providerType: 'Google',
          issuer: null,
          primary: 'true',
          dateCreated: String(login.clock.now()),
        },
      ],
    });
    expect(user.UserStatus).toBe('EXTERNAL_PROVIDER');
    expect(user.UserAttributes).toContainEqual({
      Name: 'identities',
      Value: expect.stringContaining('"userId":"1234"'),
    });
  });

  test('is the same at the next, with what the provider then says', async () => {
    const login = createFederated();
    const first = claimsOf((await tokens(login)).id_token ?? '');

    const next = { ...PERSON, 'claim.email': 'new@example.com' };
    const second = claimsOf((await tokens(login, next)).id_token ?? '');

    expect(second).toMatchObject({ sub: first.sub, email: 'new@example.com' });
  });

  test('has a proved address where the provider says so and the template maps it', async () => {
    const login = createFederated({}, { email_verified: 'email_verified' });
    login.userPools.addClient({
      ...client(login),
      writeAttributes: ['email', 'name', 'email_verified'],
    });

    const proved = { ...PERSON, 'claim.email_verified': 'true' };
    const { id_token = '' } = await tokens(login, proved);

    expect(claimsOf(id_token)).toMatchObject({ email_verified: true });
  });

  test("is not the pool's own user of that address, nor takes the name", async () => {
    const login = createFederated({}, { email_verified: 'email_verified' });
    login.userPools.addClient({
      ...client(login),
      writeAttributes: ['email', 'name', 'email_verified'],
    });
    await login.confirmedUser();
    const own = await login.admin('AdminGetUser', { Username: EMAIL });

    const proved = { ...PERSON, 'claim.email_verified': 'true' };
    const { id_token = '' } = await tokens(login, proved);

    expect(claimsOf(id_token).sub).not.toBe(own.Username);
    expect(await login.admin('AdminGetUser', { Username: EMAIL })).toEqual(own);
    await expect(login.signIn()).resolves.toHaveProperty('AccessToken');
  });

  test('has no password, and gets none', async () => {
    const login = createFederated({
      client: {
        oauth: { ...OAUTH, providers: ['COGNITO', 'Google'] },
        preventUserExistenceErrors: false,
      },
    });
    await tokens(login);

    const forgot = login.client('ForgotPassword', { Username: 'Google_1234' });

    await expect(forgot).rejects.toMatchObject({
      message: 'User password cannot be reset in the current state.',
    });
    await expect(login.answer('Google_1234', 'Fixture1!Aa')).rejects.toMatchObject({
      message: 'Incorrect username or password.',
    });
  });

  test('goes through the triggers of a provider', async () => {
    const names = ['PreSignUp', 'PostConfirmation', 'PostAuthentication', 'PreTokenGeneration'];
    const triggers = Object.fromEntries(names.map((name) => [name, 'arn:function']));
    const login = createFederated({ pool: { triggers } });

    await tokens(login);
    await tokens(login);

    expect(login.invocations.map(({ event }) => event.triggerSource)).toEqual([
      'PreSignUp_ExternalProvider',
      'PostConfirmation_ConfirmSignUp',
      'PostAuthentication_Authentication',
      'TokenGeneration_HostedAuth',
      'PostAuthentication_Authentication',
      'TokenGeneration_HostedAuth',
    ]);
  });

  test.each<[string, Parameters<typeof createLogin>[0], string]>([
    [
      'the client may not write',
      {
        client: {
          oauth: { ...OAUTH, providers: ['COGNITO', 'Google'] },
          writeAttributes: ['name'],
        },
      },
      'A client attempted to write unauthorized attribute',
    ],
    [
      'the pool requires and the provider lacks',
      {
        pool: {
          schema: STANDARD_SCHEMA.map((one) =>
            one.name === 'nickname' ? { ...one, required: true } : one,
          ),
        },
      },
      'Attributes did not conform to the schema: nickname: The attribute is required\n',
    ],
    [
      'a trigger refuses',
      {
        pool: { triggers: { PreSignUp: 'arn:function' } },
        invoke: () => ({ outcome: 'failed', errorType: 'Error', errorMessage: 'not here' }),
      },
      'PreSignUp failed with error not here.',
    ],
  ])('is refused at the client where %s', async (_, options, description) => {
    const login = createFederated(options);

    const back = await signIn(login);

    expect(back.location.searchParams.get('error')).toBe('invalid_request');
    expect(back.location.searchParams.get('error_description')).toBe(description);
  });

  test('is refused at the second sign-in where a mapped attribute is immutable', async () => {
    const schema = STANDARD_SCHEMA.map((one) =>
      one.name === 'email' ? { ...one, mutable: false } : one,
    );
    const login = createFederated({ pool: { schema } });

    const first = await signIn(login);
    const second = await signIn(login);

    expect(first.location.searchParams.has('code')).toBe(true);
    expect(second.location.searchParams.get('error_description')).toBe(
      'user.email: Attribute cannot be updated.',
    );
  });

  test('is refused while disabled, and stays as they were', async () => {
    const login = createFederated();
    await signIn(login);
    await login.admin('AdminDisableUser', { Username: 'Google_1234' });
    const before = await login.admin('AdminGetUser', { Username: 'Google_1234' });
    login.clock.advance(1_000);

    const back = await signIn(login, { ...PERSON, 'claim.name': 'Eve' });

    expect(back.location.searchParams.get('error_description')).toBe('User is disabled.');
    expect(await login.admin('AdminGetUser', { Username: 'Google_1234' })).toEqual(before);
  });

  test('is not who took the name at the pool before', async () => {
    const login = createFederated({ pool: { usernameAttributes: [] } });
    await login.signUp('Google_1234');

    const back = await signIn(login);

    expect(back.location.searchParams.get('error')).toBe('invalid_request');
    expect(back.location.searchParams.has('code')).toBe(false);
  });
});

function client(login: Login) {
  const [found] = login.userPools.clients();
  if (found === undefined) throw new Error('no client');
  return found;
}

describe('an inbound federation trigger', () => {
  const pool = { triggers: { InboundFederation: 'arn:inbound' } };
  const answering = (response: unknown) => (event: TriggerEvent) => ({
    outcome: 'answered' as const,
    payload: { ...event, response },
  });

  const attributes = async (login: Login): Promise<Record<string, string>> => {
    const { UserAttributes } = await login.admin('AdminGetUser', { Username: 'Google_1234' });
    const listed = UserAttributes as { Name: string; Value: string }[];
    return Object.fromEntries(listed.map(({ Name, Value }) => [Name, Value]));
  };

  test('is told what the provider says, before the user is made or brought up to date', async () => {
    const login = createFederated({ pool });

    await tokens(login);
    await tokens(login);

    expect(login.invocations.map(({ event }) => event)).toEqual([
      expect.objectContaining({
        version: '1',
        triggerSource: 'InboundFederation_ExternalProvider',
        request: {
          providerName: 'Google',
          providerType: 'Google',
          attributes: {
            tokenResponse: {},
            idToken: { sub: '1234', email: EMAIL, name: 'Ada' },
            userInfo: { sub: '1234', email: EMAIL, name: 'Ada' },
          },
        },
        response: { userAttributesToMap: {} },
      }),
      expect.objectContaining({ triggerSource: 'InboundFederation_ExternalProvider' }),
    ]);
    expect(await attributes(login)).toMatchObject({ email: EMAIL, name: 'Ada' });
  });

  test('is told the subject that signed in, whatever the claim of that name says', async () => {
    const login = createFederated({ pool }, { nickname: 'sub' });

    await tokens(login, { ...PERSON, 'claim.sub': '9' });

    expect(login.invocations[0]?.event.request).toMatchObject({
      attributes: { idToken: { sub: '1234' }, userInfo: { sub: '1234' } },
    });
  });

  test('says what is mapped: what it leaves out is dropped, who it is stays', async () => {
    const userAttributesToMap = { email: 'other@example.com', sub: '9', nickname: 'A', level: 3 };
    const invoke = answering({ userAttributesToMap });
    const login = createFederated({ pool, invoke }, { zoneinfo: 'level' });

    await tokens(login);

    const user = await attributes(login);
    expect(user).toMatchObject({
      email: 'other@example.com',
      email_verified: 'false',
      zoneinfo: '3',
    });
    expect(user).not.toHaveProperty('name');
    expect(user).not.toHaveProperty('nickname');
    expect(user.sub).not.toBe('9');
  });

  test.each([
    ['a list', { userAttributesToMap: ['email'] }],
    ['a text', { userAttributesToMap: 'email' }],
    ['an object as value', { userAttributesToMap: { email: {} } }],
  ])('lets nobody in with %s', async (_, response) => {
    const login = createFederated({ pool, invoke: answering(response) });

    const back = await signIn(login);

    expect(back.location.searchParams.get('error_description')).toBe(
      'Unrecognizable lambda output',
    );
    expect(login.userPools.describeUsers()).toEqual([]);
  });

  test('may refuse', async () => {
    const invoke = () => ({
      outcome: 'failed' as const,
      errorType: 'Error',
      errorMessage: 'not of our domain',
    });
    const login = createFederated({ pool, invoke });

    const back = await signIn(login);

    expect(back.location.searchParams.get('error_description')).toContain('not of our domain');
    expect(login.userPools.describeUsers()).toEqual([]);
  });
});

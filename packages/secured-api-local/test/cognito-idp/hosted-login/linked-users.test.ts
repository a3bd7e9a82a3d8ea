import { describe, expect, test } from 'vitest';
import { STANDARD_SCHEMA } from '../../../src/cognito-idp/pool/standard-attributes';
import type { IdentityProviderSettings } from '../../../src/cognito-idp/pool/user-pool-settings';
import { claimsOf, EMAIL, PASSWORD, POOL_ID } from '../user-pool-fixture';
import { createLogin, type Login, OAUTH } from './login-fixture';

const GOOGLE: IdentityProviderSettings = {
  poolId: POOL_ID,
  name: 'Google',
  type: 'Google',
  attributeMapping: { username: 'sub', name: 'name' },
  identifiers: [],
};
const WORK: IdentityProviderSettings = {
  poolId: POOL_ID,
  name: 'Work',
  type: 'OIDC',
  attributeMapping: { username: 'sub', email: 'mail' },
  identifiers: [],
};
const VOUCHING: IdentityProviderSettings = {
  ...WORK,
  attributeMapping: { ...WORK.attributeMapping, email_verified: 'verified' },
};
const EVE = 'eve@example.com';
const GOOGLE_1234 = source('1234');

function source(value: string, ProviderName = 'Google', ProviderAttributeName = 'Cognito_Subject') {
  return { ProviderName, ProviderAttributeName, ProviderAttributeValue: value };
}

function create(options: Parameters<typeof createLogin>[0] = {}): Login {
  const oauth = { ...OAUTH, providers: ['COGNITO', 'Google', 'Work'] };
  const login = createLogin({
    ...options,
    pool: { usernameAttributes: [], ...options.pool },
    client: { oauth, ...options.client },
  });
  for (const provider of [GOOGLE, WORK]) login.userPools.addProvider(provider);
  return login;
}

async function withAda(options?: Parameters<typeof createLogin>[0]): Promise<Login> {
  const login = create(options);
  await login.confirmedUser('ada');
  return login;
}

const link = (login: Login, SourceUser: object, destination = 'ada', provider = 'Cognito') =>
  login.admin('AdminLinkProviderForUser', {
    DestinationUser: { ProviderName: provider, ProviderAttributeValue: destination },
    SourceUser,
  });

const disable = (login: Login, User: object) =>
  login.admin('AdminDisableProviderForUser', { User });

/** The claims of whoever signs in by a provider. */
async function claimsBy(login: Login, provider: string, person: Record<string, string>) {
  const browser = login.browser();
  await browser.authorize({ identity_provider: provider, scope: OAUTH.scopes.join(' ') });
  const back = await browser.submit(person);
  const { id_token = '' } = (
    await login.exchange(back.location.searchParams.get('code') ?? '')
  ).json();
  return claimsOf(id_token);
}

describe('AdminLinkProviderForUser', () => {
  test('lets a person of a provider sign in as the user who is there', async () => {
    const login = await withAda();
    await link(login, GOOGLE_1234);

    const claims = await claimsBy(login, 'Google', { subject: '1234', 'claim.name': 'Ada' });
    const { Users } = await login.admin('ListUsers');

    expect(claims).toMatchObject({
      'cognito:username': 'ada',
      name: 'Ada',
      identities: [
        {
          userId: '1234',
          providerName: 'Google',
          providerType: 'Google',
          issuer: null,
          primary: 'false',
          dateCreated: String(login.clock.now()),
        },
      ],
    });
    expect(Users).toHaveLength(1);
    expect(await login.signIn('ada')).toHaveProperty('AccessToken');
  });

  test('tells the link among the attributes of the user', async () => {
    const login = await withAda();

    await link(login, GOOGLE_1234);

    const { UserAttributes } = await login.admin('AdminGetUser', { Username: 'ada' });
    expect(UserAttributes).toContainEqual({
      Name: 'identities',
      Value: JSON.stringify([
        {
          userId: '1234',
          providerName: 'Google',
          providerType: 'Google',
          dateCreated: login.clock.now(),
          issuer: null,
          primary: false,
        },
      ]),
    });
  });

  test('goes by a mapped attribute of an OIDC provider until the first sign-in', async () => {
    const login = await withAda();
    await link(login, source(EMAIL, 'Work', 'email'));

    const first = await claimsBy(login, 'Work', { subject: 'w-1', 'claim.mail': EMAIL });
    const next = await claimsBy(login, 'Work', { subject: 'w-1', 'claim.mail': 'new@example.com' });

    expect([first, next].map((claims) => claims['cognito:username'])).toEqual(['ada', 'ada']);
    expect(next.identities).toMatchObject([{ userId: 'w-1' }]);
  });

  test('leads to a user of another provider as well, whose own identity stays first', async () => {
    const login = create();
    await claimsBy(login, 'Google', { subject: '1234' });
    await link(login, source('w-1', 'Work'), '1234', 'Google');

    const claims = await claimsBy(login, 'Work', { subject: 'w-1' });

    expect(claims['cognito:username']).toBe('Google_1234');
    expect(claims.identities).toMatchObject([
      { providerName: 'Google', primary: 'true' },
      { providerName: 'Work', primary: 'false' },
    ]);
  });

  test('may be called by the function that a first sign-in asks', async () => {
    const calls: Promise<unknown>[] = [];
    const login: Login = await withAda({
      pool: { triggers: { PreSignUp: 'arn:function' } },
      invoke: (event) => {
        if (event.triggerSource === 'PreSignUp_ExternalProvider') {
          calls.push(link(login, GOOGLE_1234));
        }
        return { outcome: 'answered', payload: event };
      },
    });

    const claims = await claimsBy(login, 'Google', { subject: '1234' });
    await Promise.all(calls);

    expect(calls).toHaveLength(1);
    expect(claims['cognito:username']).toBe('ada');
  });

  test('does not let a disabled user in', async () => {
    const login = await withAda();
    await link(login, GOOGLE_1234);
    await login.admin('AdminDisableUser', { Username: 'ada' });
    const before = await login.admin('AdminGetUser', { Username: 'ada' });
    login.clock.advance(1_000);
    const browser = login.browser();
    await browser.authorize({ identity_provider: 'Google' });

    const back = await browser.submit({ subject: '1234' });

    expect(back.location.searchParams.get('error_description')).toBe('User is disabled.');
    expect(await login.admin('AdminGetUser', { Username: 'ada' })).toEqual(before);
  });

  test.each<[string, Parameters<typeof createLogin>[0], Record<string, string>]>([
    ['a user name', { pool: { usernameAttributes: ['email'] } }, {}],
    [
      'an alias',
      {
        pool: { aliasAttributes: ['email'] },
        client: { writeAttributes: ['email', 'email_verified'] },
      },
      { 'claim.verified': 'true' },
    ],
  ])('takes nobody’s address away that is %s', async (_, options, person) => {
    const login = create(options);
    login.userPools.addProvider(VOUCHING);
    for (const name of [EMAIL, EVE]) {
      await login.admin('AdminCreateUser', {
        Username: options?.pool?.aliasAttributes ? name.replace(/@.*/, '') : name,
        UserAttributes: [
          { Name: 'email', Value: name },
          { Name: 'email_verified', Value: 'true' },
        ],
      });
      await login.admin('AdminSetUserPassword', {
        Username: name,
        Password: PASSWORD,
        Permanent: true,
      });
    }
    const { Username } = await login.admin('AdminGetUser', { Username: EVE });
    await link(login, source('w-1', 'Work'), String(Username));
    const browser = login.browser();
    await browser.authorize({ identity_provider: 'Work' });

    const back = await browser.submit({ subject: 'w-1', 'claim.mail': EMAIL, ...person });

    expect(back.location.searchParams.get('error_description')).toBe(
      'An account with the email already exists.',
    );
    expect(await login.signIn(EMAIL)).toHaveProperty('AccessToken');
    expect(await login.signIn(EVE)).toHaveProperty('AccessToken');
  });

  test('fails for a person who has signed in before', async () => {
    const login = await withAda();
    await claimsBy(login, 'Google', { subject: '1234' });

    await expect(link(login, GOOGLE_1234)).rejects.toMatchObject({
      code: 'InvalidParameterException',
      message: expect.stringContaining('Merging is not currently supported'),
    });
  });

  test('fails for a person who is linked already', async () => {
    const login = await withAda();
    await link(login, GOOGLE_1234);

    await expect(link(login, GOOGLE_1234)).rejects.toMatchObject({
      code: 'InvalidParameterException',
      message: 'SourceUser is already linked to DestinationUser',
    });
  });

  test.each<[string, object, string, string]>([
    [
      'a user of the pool as the source',
      source('bob', 'Cognito'),
      'ada',
      'InvalidParameterException',
    ],
    ['a provider that is not there', source('1', 'Facebook'), 'ada', 'ResourceNotFoundException'],
    ['a social attribute', source(EMAIL, 'Google', 'email'), 'ada', 'InvalidParameterException'],
    [
      'an attribute that is not mapped',
      source('x', 'Work', 'name'),
      'ada',
      'InvalidParameterException',
    ],
    ['a destination that is not there', GOOGLE_1234, 'eve', 'UserNotFoundException'],
  ])('fails for %s', async (_, from, to, code) => {
    const login = await withAda();

    await expect(link(login, from, to)).rejects.toMatchObject({ code });
  });

  test('fails for the sixth person', async () => {
    const login = await withAda();
    for (const subject of '12345') await link(login, source(subject));

    await expect(link(login, source('6'))).rejects.toMatchObject({
      code: 'LimitExceededException',
    });
  });

  test('fails for a user with an attribute that never changes', async () => {
    const fixed = {
      name: 'custom:tenant',
      type: 'String' as const,
      required: false,
      mutable: false,
    };
    const login = create({ pool: { schema: [...STANDARD_SCHEMA, fixed] } });
    await login.admin('AdminCreateUser', {
      Username: 'ada',
      TemporaryPassword: PASSWORD,
      UserAttributes: [{ Name: 'custom:tenant', Value: 'a' }],
    });

    await expect(link(login, GOOGLE_1234)).rejects.toMatchObject({
      code: 'InvalidParameterException',
      message: expect.stringContaining('custom:tenant'),
    });
  });
});

describe('AdminDisableProviderForUser', () => {
  test('ends a link: the person is a user of their own from then on', async () => {
    const login = await withAda();
    await link(login, GOOGLE_1234);

    await disable(login, GOOGLE_1234);
    const claims = await claimsBy(login, 'Google', { subject: '1234' });

    expect(claims['cognito:username']).toBe('Google_1234');
    expect(claims.identities).toMatchObject([{ primary: 'true' }]);
  });

  test('ends the password of a user of the pool, and not their links', async () => {
    const login = await withAda();
    await link(login, GOOGLE_1234);

    await disable(login, source('ada', 'Cognito'));

    await expect(login.signIn('ada')).rejects.toMatchObject({
      message: 'Incorrect username or password.',
    });
    const { length } = login.inbox.list();
    await login.client('ForgotPassword', { Username: 'ada' });
    expect(login.inbox.list()).toHaveLength(length);
    const claims = await claimsBy(login, 'Google', { subject: '1234' });
    expect(claims['cognito:username']).toBe('ada');
  });

  test.each<[string, object, string]>([
    ['a person who is not linked', source('9'), 'InvalidParameterException'],
    ['a user who is not there', source('eve', 'Cognito'), 'UserNotFoundException'],
    [
      'an attribute of a user of the pool',
      source(EMAIL, 'Cognito', 'email'),
      'InvalidParameterException',
    ],
    ['a provider that is not there', source('1', 'Facebook'), 'ResourceNotFoundException'],
  ])('fails for %s', async (_, user, code) => {
    const login = await withAda();

    await expect(disable(login, user)).rejects.toMatchObject({ code });
  });
});

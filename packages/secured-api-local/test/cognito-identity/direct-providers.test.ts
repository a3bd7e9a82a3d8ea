import { describe, expect, test } from 'vitest';
import { signJwt } from '../../src/cognito-idp/tokens/jwt';
import { createSigningKeys } from '../../src/cognito-idp/tokens/signing-keys';
import {
  createIdentityFixture,
  IDENTITY_POOL_ID,
  PROVIDER,
  SIGNED_IN_ROLE,
} from './identity-pool-fixture';

const GOOGLE = 'accounts.google.com';
const OIDC_ARN = 'arn:aws:iam::111122223333:oidc-provider/login.example.com';

function createFixture() {
  const pool = createIdentityFixture({
    identityPool: {
      directProviders: [
        { loginName: GOOGLE, mappingName: GOOGLE, audiences: ['app'] },
        { loginName: 'graph.facebook.com', mappingName: 'graph.facebook.com', audiences: ['fb'] },
        { loginName: 'login.example.com', mappingName: OIDC_ARN, audiences: ['one', 'two'] },
      ],
    },
  });
  const tokenOf = (provider: string, subject = '1234', claims: Record<string, unknown> = {}) =>
    pool.identityPools.providerToken(provider, { subject, claims }) ?? 'none';
  const getId = async (provider: string, token: string) => {
    const Logins = { [provider]: token };
    return String(
      (await pool.call('GetId', { IdentityPoolId: IDENTITY_POOL_ID, Logins })).IdentityId,
    );
  };
  const getCredentials = async (provider: string, token: string) => {
    const IdentityId = await getId(provider, token);
    await pool.call('GetCredentialsForIdentity', { IdentityId, Logins: { [provider]: token } });
    return pool.requests.at(-1);
  };
  return { ...pool, tokenOf, getId, getCredentials };
}

describe("a provider's token", () => {
  test.each([
    [GOOGLE, ['authenticated', GOOGLE, `${GOOGLE}:app:1234`]],
    ['login.example.com', ['authenticated', 'login.example.com', `${OIDC_ARN}:OIDC:1234`]],
  ])('of %s gives credentials of the authenticated role', async (provider, amr) => {
    const pool = createFixture();

    const request = await pool.getCredentials(provider, pool.tokenOf(provider));

    expect(request).toMatchObject({
      roleArn: SIGNED_IN_ROLE,
      cognitoIdentity: { amr, identityPoolId: IDENTITY_POOL_ID },
    });
    expect(request).not.toHaveProperty('tags');
  });

  test('gives one identity a subject and provider', async () => {
    const pool = createFixture();

    const [first, again, other, elsewhere] = await Promise.all([
      pool.getId(GOOGLE, pool.tokenOf(GOOGLE)),
      pool.getId(GOOGLE, pool.tokenOf(GOOGLE)),
      pool.getId(GOOGLE, pool.tokenOf(GOOGLE, '5678')),
      pool.getId('graph.facebook.com', pool.tokenOf('graph.facebook.com')),
    ]);

    expect(again).toBe(first);
    expect(new Set([first, other, elsewhere]).size).toBe(3);
  });

  test('is none of a provider that no identity pool has', () => {
    expect(createFixture().tokenOf('www.amazon.com')).toBe('none');
  });

  test('says the role by rules of its claims', async () => {
    const pool = createFixture();
    const rule = { claim: 'email', matchType: 'StartsWith', value: 'ada@', roleArn: 'staff' };
    pool.identityPools.attachRoles({
      identityPoolId: IDENTITY_POOL_ID,
      authenticatedRoleArn: SIGNED_IN_ROLE,
      mappings: [
        { provider: OIDC_ARN, type: 'Rules', ambiguous: 'AuthenticatedRole', rules: [rule] },
      ],
    } as Parameters<typeof pool.identityPools.attachRoles>[0]);
    const token = (email: string) => pool.tokenOf('login.example.com', '1234', { email });

    const ada = await pool.getCredentials('login.example.com', token('ada@example.com'));
    const bob = await pool.getCredentials('login.example.com', token('bob@example.com'));

    expect([ada?.roleArn, bob?.roleArn]).toEqual(['staff', SIGNED_IN_ROLE]);
  });
});

describe("a provider's token is refused", () => {
  const forge = (pool: ReturnType<typeof createFixture>, changes: Record<string, unknown>) => {
    const { store, random } = pool.userPool.services;
    const now = Math.floor(pool.userPool.clock.now() / 1000);
    const claims = { iss: `https://${GOOGLE}`, aud: 'app', sub: '1', exp: now + 60, ...changes };
    return signJwt(claims, createSigningKeys(store, random, 'providers')());
  };

  test.each<[string, Record<string, unknown>, string]>([
    ['another audience', { aud: 'other' }, 'Incorrect token audience.'],
    ['another issuer', { iss: 'https://evil.example' }, "Issuer doesn't match providerName"],
    ['no subject', { sub: undefined }, 'Not a valid OpenId Connect identity token.'],
    ['no end', { exp: undefined }, 'Token expired'],
    ['an end in the past', { exp: 1 }, 'Token expired'],
  ])('with %s', async (_, changes, message) => {
    const pool = createFixture();

    await expect(pool.getId(GOOGLE, forge(pool, changes))).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: expect.stringContaining(message),
    });
  });

  test('by the key of user pools, and a user of one by the key of providers', async () => {
    const pool = createFixture();
    const { store, random } = pool.userPool.services;
    const now = Math.floor(pool.userPool.clock.now() / 1000);
    const claims = { iss: `https://${GOOGLE}`, aud: 'app', sub: '1', exp: now + 60 };
    const token = signJwt(claims, createSigningKeys(store, random)());

    await expect(pool.getId(GOOGLE, token)).rejects.toThrow('Not a valid OpenId Connect');
    await expect(pool.getId(PROVIDER, pool.tokenOf(GOOGLE))).rejects.toThrow(
      'Not a valid OpenId Connect',
    );
  });

  test('at another provider', async () => {
    const pool = createFixture();

    await expect(pool.getId('graph.facebook.com', pool.tokenOf(GOOGLE))).rejects.toThrow(
      "Issuer doesn't match providerName",
    );
  });
});

describe('tags of a session', () => {
  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['as mapped', { team: 'team', level: 'level' }, { team: 'red', level: '3' }],
    ['none for claims that are no text', { team: 'groups', other: 'missing' }, {}],
  ])('are the claims of the token, %s', async (_, tags, expected) => {
    const pool = createFixture();
    pool.identityPools.tagSessions({
      identityPoolId: IDENTITY_POOL_ID,
      providerName: GOOGLE,
      tags,
    });
    const token = pool.tokenOf(GOOGLE, '1', { team: 'red', level: 3, groups: ['a'] });

    const request = await pool.getCredentials(GOOGLE, token);

    expect(request?.tags ?? {}).toEqual(expected);
  });

  test('are of the provider that they are mapped for, and of no guest', async () => {
    const pool = createFixture();
    pool.identityPools.tagSessions({
      identityPoolId: IDENTITY_POOL_ID,
      providerName: PROVIDER,
      tags: { username: 'sub', client: 'aud' },
    });
    await pool.userPool.confirmedUser();
    const { IdToken } = await pool.userPool.signIn();

    await pool.getCredentials(GOOGLE, pool.tokenOf(GOOGLE));
    const user = await pool.getCredentials(PROVIDER, IdToken);
    await pool.call('GetCredentialsForIdentity', {
      IdentityId: (await pool.call('GetId', { IdentityPoolId: IDENTITY_POOL_ID })).IdentityId,
    });

    expect(pool.requests.map(({ tags }) => tags)).toEqual([undefined, user?.tags, undefined]);
    expect(user?.tags).toEqual({ username: expect.any(String), client: expect.any(String) });
  });
});

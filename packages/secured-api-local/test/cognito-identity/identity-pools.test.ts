import { describe, expect, test } from 'vitest';
import { GUEST_SESSION_POLICY } from '../../src/cognito-identity/guest-session-policy';
import { evaluate } from '../../src/iam/evaluate';
import { parsePolicy } from '../../src/iam/policy-document';
import { claimsOf, EMAIL, PASSWORD } from '../cognito-idp/user-pool-fixture';
import {
  createIdentityFixture,
  GUEST_ROLE,
  IDENTITY_POOL_ID,
  PROVIDER,
  SIGNED_IN_ROLE,
} from './identity-pool-fixture';

describe('a signed-in user', () => {
  test('gets credentials of the authenticated role under the identity of AWS', async () => {
    const pool = createIdentityFixture();
    await pool.userPool.confirmedUser();
    const { IdToken } = await pool.userPool.signIn();

    const identityId = await pool.getId(IdToken);
    const answer = await pool.getCredentials(identityId, IdToken);

    const amr = ['authenticated', PROVIDER, `${PROVIDER}:CognitoSignIn:${claimsOf(IdToken).sub}`];
    expect(pool.requests).toEqual([
      {
        roleArn: SIGNED_IN_ROLE,
        federatedPrincipal: 'cognito-identity.amazonaws.com',
        context: {
          'cognito-identity.amazonaws.com:aud': IDENTITY_POOL_ID,
          'cognito-identity.amazonaws.com:amr': amr,
          'cognito-identity.amazonaws.com:sub': identityId,
        },
        cognitoIdentity: { amr, identityId, identityPoolId: IDENTITY_POOL_ID },
        durationSeconds: 3600,
      },
    ]);
    expect(identityId).toMatch(/^us-east-1:[0-9a-f-]{36}$/);
    expect(answer).toEqual({
      IdentityId: identityId,
      Credentials: {
        AccessKeyId: 'ASIAEXAMPLE',
        SecretKey: 'secret',
        SessionToken: 'session',
        Expiration: 1_788_595_501,
      },
    });
  });

  test('keeps one identity over sign-ins', async () => {
    const pool = createIdentityFixture();
    await pool.userPool.confirmedUser();

    const first = await pool.getId((await pool.userPool.signIn()).IdToken);
    const second = await pool.getId((await pool.userPool.signIn()).IdToken);

    expect(second).toBe(first);
  });

  test('fails with the identity of somebody else', async () => {
    const pool = createIdentityFixture();
    await pool.userPool.confirmedUser();
    const victim = await pool.getId((await pool.userPool.signIn()).IdToken);
    await pool.userPool.admin('AdminCreateUser', {
      Username: 'mallory@example.com',
      MessageAction: 'SUPPRESS',
    });
    await pool.userPool.admin('AdminSetUserPassword', {
      Username: 'mallory@example.com',
      Password: PASSWORD,
      Permanent: true,
    });
    const { IdToken } = await pool.userPool.signIn('mallory@example.com');

    const attempt = pool.getCredentials(victim, IdToken);

    await expect(attempt).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: `Access to Identity '${victim}' is forbidden.`,
    });
    expect(pool.requests).toEqual([]);
  });

  test('fails after a sign-out everywhere, although the token has not expired', async () => {
    const pool = createIdentityFixture();
    await pool.userPool.confirmedUser();
    const { IdToken } = await pool.userPool.signIn();
    const identityId = await pool.getId(IdToken);
    await pool.userPool.admin('AdminUserGlobalSignOut', { Username: EMAIL });

    const attempt = pool.getCredentials(identityId, IdToken);

    await expect(attempt).rejects.toMatchObject({ code: 'NotAuthorizedException' });
  });

  test('still gets credentials then where the provider has no server-side token check', async () => {
    const provider = { providerName: PROVIDER, clientId: '1234567890abcdefghijklmnop' };
    const pool = createIdentityFixture({
      identityPool: { providers: [{ ...provider, serverSideTokenCheck: false }] },
    });
    await pool.userPool.confirmedUser();
    const { IdToken } = await pool.userPool.signIn();
    await pool.userPool.admin('AdminUserGlobalSignOut', { Username: EMAIL });

    const answer = await pool.getCredentials(await pool.getId(IdToken), IdToken);

    expect(answer).toHaveProperty('Credentials.AccessKeyId', 'ASIAEXAMPLE');
  });

  test('fails without the token, even by the own identity id', async () => {
    const pool = createIdentityFixture();
    await pool.userPool.confirmedUser();
    const identityId = await pool.getId((await pool.userPool.signIn()).IdToken);

    const attempt = pool.getCredentials(identityId);

    await expect(attempt).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: `Access to Identity '${identityId}' is forbidden.`,
    });
  });
});

describe('a guest', () => {
  test('gets capped credentials of the unauthenticated role', async () => {
    const pool = createIdentityFixture();

    const identityId = await pool.getId();
    await pool.getCredentials(identityId);

    expect(pool.requests[0]).toMatchObject({
      roleArn: GUEST_ROLE,
      context: { 'cognito-identity.amazonaws.com:amr': ['unauthenticated'] },
      sessionPolicy: {
        Statement: [{ Effect: 'Allow', Action: expect.arrayContaining(['execute-api:*']) }],
      },
    });
  });

  test.each([
    ['may encrypt and decrypt', 'kms:Decrypt', true],
    ['is told nothing of a key', 'kms:DescribeKey', false],
  ])('%s at most', (_, action, allowed) => {
    const document = parsePolicy(GUEST_SESSION_POLICY, 'identity');
    const request = { action, resource: 'arn:aws:kms:us-east-1:111122223333:key/k', context: {} };

    const decision = evaluate(request, { identity: [{ name: 'cap', document }] });

    expect(decision.allowed).toBe(allowed);
  });

  test('is somebody new each time', async () => {
    const pool = createIdentityFixture();

    expect(await pool.getId()).not.toBe(await pool.getId());
  });

  test('fails where the pool has no guests', async () => {
    const pool = createIdentityFixture({ identityPool: { allowUnauthenticated: false } });

    await expect(pool.getId()).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Unauthenticated access is not supported for this identity pool.',
    });
  });

  test('fails with an identity from before guests were turned off', async () => {
    const pool = createIdentityFixture();
    const identityId = await pool.getId();
    pool.identityPools.add({
      id: IDENTITY_POOL_ID,
      allowUnauthenticated: false,
      allowClassicFlow: false,
      providers: [],
      directProviders: [],
    });

    await expect(pool.getCredentials(identityId)).rejects.toMatchObject({
      message: 'Unauthenticated access is not supported for this identity pool.',
    });
  });

  test('becomes the user of a first sign-in, and is no guest afterwards', async () => {
    const pool = createIdentityFixture();
    await pool.userPool.confirmedUser();
    const guest = await pool.getId();
    const { IdToken } = await pool.userPool.signIn();

    await pool.getCredentials(guest, IdToken);

    expect(await pool.getId(IdToken)).toBe(guest);
    await expect(pool.getCredentials(guest)).rejects.toMatchObject({
      message: `Access to Identity '${guest}' is forbidden.`,
    });
  });

  test('is never merged into a user who has an identity: the answer is for the user’s own', async () => {
    const pool = createIdentityFixture();
    await pool.userPool.confirmedUser();
    const { IdToken } = await pool.userPool.signIn();
    const own = await pool.getId(IdToken);
    const guest = await pool.getId();

    const answer = await pool.getCredentials(guest, IdToken);

    expect(answer).toHaveProperty('IdentityId', own);
    expect(pool.requests[0]?.context['cognito-identity.amazonaws.com:sub']).toBe(own);
    expect(await pool.getCredentials(guest)).toHaveProperty('IdentityId', guest);
  });
});

describe('a pool', () => {
  test('fails as AWS does when no trust policy lets it assume the role', async () => {
    const pool = createIdentityFixture({ refusing: true });

    const attempt = pool.getCredentials(await pool.getId());

    await expect(attempt).rejects.toMatchObject({
      code: 'InvalidIdentityPoolConfigurationException',
      message: 'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
      status: 400,
    });
  });

  test('fails as AWS does when it has no role for guests', async () => {
    const pool = createIdentityFixture();
    pool.identityPools.attachRoles({ identityPoolId: IDENTITY_POOL_ID, mappings: [] });

    await expect(pool.getCredentials(await pool.getId())).rejects.toMatchObject({
      code: 'InvalidIdentityPoolConfigurationException',
    });
  });

  test('fails for a pool or an identity that does not exist', async () => {
    const pool = createIdentityFixture();

    const unknownPool = pool.call('GetId', { IdentityPoolId: 'us-east-1:none' });
    const unknownIdentity = pool.getCredentials('us-east-1:none');

    await expect(unknownPool).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      message: "IdentityPool 'us-east-1:none' not found.",
    });
    await expect(unknownIdentity).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      message: "Identity 'us-east-1:none' not found.",
    });
  });

  test('fails for the classic flow', async () => {
    const pool = createIdentityFixture();

    const attempt = pool.call('GetOpenIdToken', { IdentityId: await pool.getId() });

    await expect(attempt).rejects.toMatchObject({
      message: 'Basic (classic) flow is not enabled, please use enhanced flow',
    });
  });
});

describe('the developer is told', () => {
  test('which role was given, and why', async () => {
    const { getId, getCredentials, explained } = createIdentityFixture();

    await getCredentials(await getId());

    expect(explained).toEqual([`${GUEST_ROLE}: the 'unauthenticated' role of the identity pool`]);
  });

  test('which trust policy refuses, and whom', async () => {
    const { getId, getCredentials } = createIdentityFixture({ refusing: true });
    const identityId = await getId();

    const refusal = await getCredentials(identityId).catch((error: unknown) => error);

    expect(refusal).toMatchObject({
      code: 'InvalidIdentityPoolConfigurationException',
      message: expect.not.stringContaining(GUEST_ROLE),
      reason: expect.stringMatching(
        `^the trust policy of ${GUEST_ROLE} does not let this caller assume it, with .*"unauthenticated".*${identityId}`,
      ),
    });
  });
});

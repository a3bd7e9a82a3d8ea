import { describe, expect, test } from 'vitest';
import { createIamAuthorizer } from '../../src/http-api/iam-authorizer';
import { ENVIRONMENT } from '../environment';
import {
  API_ARN,
  allow,
  createStsFixture,
  IDENTITY,
  POOL,
  SERVICE_TRUST,
} from '../sts/sts-fixture';
import {
  type Key,
  presignRequest,
  type SignedRequest,
  type SignOptions,
  signRequest,
} from '../support/sign-request';

const ARN = `${API_ARN}/GET/private`;

function createFixture() {
  const sts = createStsFixture();
  const authorize = createIamAuthorizer({ environment: ENVIRONMENT, ...sts });
  const role = sts.addRole('Users', {
    allows: [
      allow('execute-api:Invoke', ARN),
      { ...allow('execute-api:Invoke', `${API_ARN}/GET/secret`), Effect: 'Deny' },
    ],
  });
  const ask = (raw: SignedRequest, arn = ARN) =>
    authorize({ raw, arn, sourceIp: '127.0.0.1', userAgent: 'test' });
  const signed = (key: Key, options: SignOptions = {}) =>
    signRequest(key, { path: '/private', ...options });
  return { ...sts, role, ask, signed, key: sts.assume(role) };
}

const NEAREST = `no identity policy allows it, nearest is UsersPolicy#0 on ${ARN}`;

describe('createIamAuthorizer', () => {
  test('tells the function who an identity of the pool is', async () => {
    const { ask, signed, key } = createFixture();

    const decision = ask(await signed(key));

    expect(decision).toEqual({
      allowed: true,
      caller: IDENTITY,
      authorizer: {
        iam: {
          accessKey: key.accessKeyId,
          accountId: '111122223333',
          callerId: 'AROAUSERS:CognitoIdentityCredentials',
          cognitoIdentity: { amr: ['authenticated'], identityId: IDENTITY, identityPoolId: POOL },
          principalOrgId: null,
          userArn: 'arn:aws:sts::111122223333:assumed-role/Users/CognitoIdentityCredentials',
          userId: 'AROAUSERS:CognitoIdentityCredentials',
        },
      },
    });
  });

  test('takes a signature in the query', async () => {
    const { ask, key } = createFixture();

    const decision = ask(await presignRequest(key, { path: '/private' }));

    expect(decision).toMatchObject({ allowed: true });
  });

  test('names a role without identity by its session', async () => {
    const { ask, signed, addRole, tokenService } = createFixture();
    const role = addRole('Worker', {
      trust: [SERVICE_TRUST],
      allows: [allow('execute-api:*', '*')],
    });
    const key = tokenService.assumeServiceRole(role, 'lambda.amazonaws.com', 'worker', 900);

    const decision = ask(await signed(key));

    expect(decision).toMatchObject({
      allowed: true,
      caller: 'arn:aws:sts::111122223333:assumed-role/Worker/worker',
      authorizer: { iam: { cognitoIdentity: null } },
    });
  });

  test('lets the administrator in', async () => {
    const { ask, signed, tokenService } = createFixture();

    const decision = ask(await signed(tokenService.administrator));

    expect(decision).toMatchObject({
      allowed: true,
      caller: 'arn:aws:iam::111122223333:user/local-administrator',
    });
  });

  test.each<[string, string]>([
    [`${API_ARN}/GET/other`, NEAREST],
    [`${API_ARN}/POST/private`, NEAREST],
    [`${API_ARN}/GET/private/`, NEAREST],
    [`${API_ARN}/GET/secret`, 'denied by UsersPolicy#1'],
  ])('fails for %s and says why to the developer', async (arn, why) => {
    const { ask, signed, key } = createFixture();

    const decision = ask(await signed(key), arn);

    expect(decision).toEqual({
      allowed: false,
      status: 403,
      caller: 'arn:aws:sts::111122223333:assumed-role/Users/CognitoIdentityCredentials',
      reason: `execute-api:Invoke on ${arn}: role Users: ${why}`,
    });
  });

  test.each<[string, SignOptions]>([
    ['foreignRegion', { region: 'eu-west-1' }],
    ['foreignService', { service: 'cognito-idp' }],
    ['clockSkew', { signedAt: Date.UTC(2026, 8, 5, 7, 0, 0) }],
    ['clockSkew', { signedAt: Date.UTC(2026, 8, 5, 7, 10, 3) }],
  ])('fails with %s', async (fault, options) => {
    const { ask, signed, key } = createFixture();

    const decision = ask(await signed(key, options));

    expect(decision).toEqual({
      allowed: false,
      status: 403,
      reason: expect.stringMatching(`^signature: ${fault}`),
    });
  });

  test.each<[string, (key: Required<Key>) => Key]>([
    ['no session token', ({ accessKeyId, secretAccessKey }) => ({ accessKeyId, secretAccessKey })],
    [
      'a changed token',
      (key) => ({ ...key, sessionToken: `${key.sessionToken.slice(0, -8)}AAAAAAA=` }),
    ],
    ['another key id', (key) => ({ ...key, accessKeyId: 'ASIAAAAAAAAAAAAAAAAA' })],
  ])('fails for %s: nobody holds such a key', async (_, change) => {
    const { ask, signed, key } = createFixture();

    const decision = ask(await signed(change(key)));

    expect(decision).toMatchObject({ reason: 'signature: unknownKey' });
  });

  test('fails for the token of one session beside the key of another', async () => {
    const { ask, signed, key, assume, role } = createFixture();
    const other = assume(role);

    const decision = ask(await signed({ ...key, sessionToken: other.sessionToken }));

    expect(decision).toMatchObject({ reason: 'signature: unknownKey' });
  });

  test('fails once the credentials have expired', async () => {
    const { ask, signed, key, clock } = createFixture();
    clock.advance(3600_000);

    const decision = ask(await signed(key, { signedAt: clock.now() }));

    expect(decision).toMatchObject({ reason: 'signature: unknownKey' });
  });

  test('fails for a role that is gone from the template', async () => {
    const { signed, key } = createFixture();
    const sts = createStsFixture();
    const authorize = createIamAuthorizer({ environment: ENVIRONMENT, ...sts });

    const decision = authorize({
      raw: await signed(key),
      arn: ARN,
      sourceIp: '127.0.0.1',
      userAgent: 'test',
    });

    expect(decision).toMatchObject({ allowed: false, reason: expect.stringMatching(/identity/) });
  });
});

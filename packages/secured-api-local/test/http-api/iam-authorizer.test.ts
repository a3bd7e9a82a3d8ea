import { describe, expect, test } from 'vitest';
import { createIamAuthorizer } from '../../src/http-api/iam-authorizer';
import { parsePolicy } from '../../src/iam/policy-document';
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

  describe('a request that was allowed before', () => {
    const denied = (condition: object) => ({
      name: 'Later',
      document: parsePolicy(
        {
          Version: '2012-10-17',
          Statement: { Effect: 'Deny', Action: '*', Resource: '*', Condition: condition },
        },
        'identity',
      ),
    });

    test.each<[string, (fixture: ReturnType<typeof createFixture>) => void, string]>([
      ['five minutes later', ({ clock }) => clock.advance(300_001), 'signature: clockSkew'],
      ['before its time', ({ clock }) => clock.advance(-300_001), 'signature: clockSkew'],
      [
        'whose session has ended',
        ({ tokenService }) => tokenService.reseal(Buffer.alloc(32, 9)),
        'signature: unknownKey',
      ],
      [
        'from an address that is denied',
        ({ roles }) =>
          roles.attach('Users', denied({ IpAddress: { 'aws:SourceIp': '127.0.0.1' } })),
        'denied by Later#0',
      ],
    ])('fails %s', async (_, change, reason) => {
      const fixture = createFixture();
      const request = await fixture.signed(fixture.key);
      const before = fixture.ask(request);

      change(fixture);
      const after = fixture.ask(request);

      expect(before.allowed).toBe(true);
      expect(after).toMatchObject({ allowed: false, reason: expect.stringContaining(reason) });
    });

    test('fails as soon as a time that its role names has come', async () => {
      const fixture = createFixture();
      const end = new Date(fixture.clock.now() + 2_000).toISOString().replace('.000Z', 'Z');
      const condition = { DateGreaterThanEquals: { 'aws:CurrentTime': end } };
      fixture.roles.attach('Users', denied(condition));
      const request = await fixture.signed(fixture.key);

      const allowed = [0, 1_000, 1_000].map((ms) => {
        fixture.clock.advance(ms);
        return fixture.ask(request).allowed;
      });

      expect(allowed).toEqual([true, true, false]);
    });

    test('fails with another word in any of its signed lines', async () => {
      const { ask, signed, key } = createFixture();
      const request = await signed(key);
      const before = ask(request);

      const changed = request.headers.map(([name]) => ({
        ...request,
        headers: request.headers.map(([other, value]) =>
          other === name ? ([other, `${value}0`] as const) : ([other, value] as const),
        ),
      }));

      expect(before.allowed).toBe(true);
      expect(changed.map((raw) => ask(raw).allowed)).toEqual(changed.map(() => false));
    });
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

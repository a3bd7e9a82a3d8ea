import { describe, expect, test } from 'vitest';
import { SessionSeal } from '../../src/sts/sealed-token';
import type { RoleSession } from '../../src/sts/session';
import { createRandom } from '../../src/support/random';
import { START } from '../environment';
import { allow, createStsFixture, IDENTITY, POOL, SERVICE_TRUST, WEB_TRUST } from './sts-fixture';

const DENIED = { code: 'AccessDenied', status: 403 };

describe('assumeRoleWithWebIdentity', () => {
  test('issues credentials that identify their session until they expire', () => {
    const { tokenService, addRole, assume, clock } = createStsFixture();
    const roleArn = addRole('Users');

    const key = assume(roleArn);
    const before = tokenService.identify(key.accessKeyId, key.sessionToken);
    clock.advance(3_600_000);
    const after = tokenService.identify(key.accessKeyId, key.sessionToken);

    expect(key).toMatchObject({
      accessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
      secretAccessKey: expect.stringMatching(/^[A-Za-z0-9+/]{40}$/),
      expiration: START + 3_600_000,
    });
    expect(before).toEqual({
      secretAccessKey: key.secretAccessKey,
      principal: {
        kind: 'roleSession',
        accessKeyId: key.accessKeyId,
        expiration: START + 3_600_000,
        roleArn,
        sessionName: 'CognitoIdentityCredentials',
        cognitoIdentity: { amr: ['authenticated'], identityId: IDENTITY, identityPoolId: POOL },
        tags: {},
      },
    });
    expect(after).toBeUndefined();
  });

  test.each<[string, object]>([
    ['another pool', { 'cognito-identity.amazonaws.com:aud': 'us-east-1:other' }],
    ['a guest', { 'cognito-identity.amazonaws.com:amr': ['unauthenticated'] }],
    ['no amr', { 'cognito-identity.amazonaws.com:amr': [] }],
  ])('fails for %s', (_, change) => {
    const { addRole, assume } = createStsFixture();
    const context = {
      'cognito-identity.amazonaws.com:aud': POOL,
      'cognito-identity.amazonaws.com:amr': ['authenticated'],
      ...change,
    };

    expect(() => assume(addRole('Users'), { context })).toThrow(expect.objectContaining(DENIED));
  });

  test('fails for a role that is not there, and for another provider', () => {
    const { addRole, assume } = createStsFixture();
    const role = addRole('Users');

    expect(() => assume(`${role}x`)).toThrow(expect.objectContaining(DENIED));
    expect(() => assume(role, { federatedPrincipal: 'accounts.google.com' })).toThrow(
      expect.objectContaining(DENIED),
    );
  });

  test('ends every session when it is sealed anew, and not the administrator’s', () => {
    const { addRole, assume, tokenService } = createStsFixture();
    const { administrator } = tokenService;
    const role = addRole('Users');
    const earlier = assume(role);
    tokenService.identify(earlier.accessKeyId, earlier.sessionToken);

    tokenService.reseal(Buffer.alloc(32, 8));
    const later = assume(role);

    expect(tokenService.identify(earlier.accessKeyId, earlier.sessionToken)).toBeUndefined();
    expect(tokenService.identify(later.accessKeyId, later.sessionToken)).toBeDefined();
    expect(tokenService.identify(administrator.accessKeyId, undefined)).toMatchObject({
      secretAccessKey: administrator.secretAccessKey,
    });
  });

  test('tags need sts:TagSession in the trust policy', () => {
    const { addRole, assume, tokenService } = createStsFixture();
    const plain = addRole('Plain');
    const tagging = addRole('Tagging', {
      trust: [{ ...WEB_TRUST, Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'] }],
    });
    const tags = { team: 'blue' };

    const key = assume(tagging, { tags });

    expect(tokenService.identify(key.accessKeyId, key.sessionToken)?.principal).toMatchObject({
      tags,
    });
    expect(() => assume(plain, { tags })).toThrow(expect.objectContaining(DENIED));
  });

  test('a trust policy may judge the tags that are asked for', () => {
    const { addRole, assume } = createStsFixture();
    const role = addRole('Blue', {
      trust: [
        {
          ...WEB_TRUST,
          Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
          Condition: { StringEquals: { 'aws:RequestTag/team': 'blue' } },
        },
      ],
    });

    expect(assume(role, { tags: { team: 'blue' } }).accessKeyId).toMatch(/^ASIA/);
    expect(() => assume(role, { tags: { team: 'red' } })).toThrow(expect.objectContaining(DENIED));
  });

  test('fails for a session policy that is none', () => {
    const { addRole, assume } = createStsFixture();

    expect(() => assume(addRole('Users'), { sessionPolicy: { Statement: [{}] } })).toThrow(
      /Effect must be/,
    );
  });
});

describe('assumeServiceRole', () => {
  test('issues credentials of a role that trusts the service', () => {
    const { addRole, tokenService } = createStsFixture();
    const role = addRole('Worker', { trust: [SERVICE_TRUST] });

    const key = tokenService.assumeServiceRole(role, 'lambda.amazonaws.com', 'worker', 900);

    expect(tokenService.identify(key.accessKeyId, key.sessionToken)?.principal).toMatchObject({
      roleArn: role,
      sessionName: 'worker',
    });
  });

  test.each([
    ['another service', 'ec2.amazonaws.com'],
    ['a provider of identities', 'cognito-identity.amazonaws.com'],
  ])('fails for %s', (_, principal) => {
    const { addRole, tokenService } = createStsFixture();
    const role = addRole('Worker', { trust: [SERVICE_TRUST, WEB_TRUST] });

    expect(() => tokenService.assumeServiceRole(role, principal, 'x', 900)).toThrow(
      expect.objectContaining(DENIED),
    );
  });
});

describe('identify', () => {
  test('knows the administrator only without a session token', () => {
    const { tokenService } = createStsFixture();
    const { accessKeyId, secretAccessKey } = tokenService.administrator;

    expect(tokenService.identify(accessKeyId, undefined)).toEqual({
      secretAccessKey,
      principal: { kind: 'administrator', accessKeyId },
    });
    expect(tokenService.identify(accessKeyId, 'dG9rZW4=')).toBeUndefined();
  });

  test('knows nobody by a key id alone', () => {
    const { tokenService, addRole, assume } = createStsFixture();
    const key = assume(addRole('Users'));

    expect(tokenService.identify(key.accessKeyId, undefined)).toBeUndefined();
  });

  test('looks at the key id and the time of a token that it knows', () => {
    const { tokenService, addRole, assume, clock } = createStsFixture();
    const key = assume(addRole('Users'));
    const other = assume(addRole('Others'));

    const first = tokenService.identify(key.accessKeyId, key.sessionToken);
    const again = tokenService.identify(key.accessKeyId, key.sessionToken);
    const mixed = tokenService.identify(other.accessKeyId, key.sessionToken);
    clock.advance(key.expiration - clock.now());

    expect(first).toBeDefined();
    expect(again).toEqual(first);
    expect(mixed).toBeUndefined();
    expect(tokenService.identify(key.accessKeyId, key.sessionToken)).toBeUndefined();
  });

  test('gives every run another administrator', () => {
    const [first, second] = [createStsFixture(), createStsFixture()];

    expect(
      second.tokenService.identify(first.tokenService.administrator.accessKeyId, undefined),
    ).toBeUndefined();
  });

  test('opens its own tokens after a restart and no one else does', () => {
    const [first, again] = [createStsFixture(), createStsFixture()];
    const stranger = createStsFixture(Buffer.alloc(32, 8));
    const key = first.assume(first.addRole('Users', { allows: [allow('*', '*')] }));

    expect(again.tokenService.identify(key.accessKeyId, key.sessionToken)).toBeDefined();
    expect(stranger.tokenService.identify(key.accessKeyId, key.sessionToken)).toBeUndefined();
  });
});

describe('SessionSeal', () => {
  const seal = new SessionSeal(Buffer.alloc(32, 7), createRandom());
  const session: RoleSession = {
    kind: 'roleSession',
    accessKeyId: 'ASIAEXAMPLEEXAMPLE00',
    roleArn: 'arn:aws:iam::111122223333:role/Users',
    sessionName: 'x',
    cognitoIdentity: undefined,
    tags: {},
    sessionPolicy: undefined,
    expiration: START,
  };

  test('seals the same session differently each time', () => {
    expect(seal.seal(session)).not.toBe(seal.seal(session));
  });

  test('opens nothing with any one bit changed', () => {
    const bytes = Buffer.from(seal.seal(session), 'base64');

    const opened = [...bytes.keys()].filter((at) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      return seal.open(changed.toString('base64')) !== undefined;
    });

    expect(opened).toEqual([]);
  });

  test.each<[string, (token: string) => string]>([
    ['nothing', () => ''],
    ['a word', () => 'token'],
    ['its beginning', (token) => token.slice(0, 40)],
    ['all but its end', (token) => token.slice(0, -4)],
    ['another spelling of base64', (token) => `${token}\n`],
    ['more behind it', (token) => `${token}AAAA`],
    ['it in base64url', (token) => `${token.replace(/=+$/, '')}-_`],
  ])('opens nothing from %s', (_, change) => {
    expect(seal.open(change(seal.seal(session)))).toBeUndefined();
  });
});

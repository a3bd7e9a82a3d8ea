import { describe, expect, test } from 'vitest';
import type { ClientConfig } from '../src/client-config/client-config';
import {
  type ConfigSources,
  readClientConfig,
  withLocalEndpoints,
} from '../src/client-config/read-client-config';
import { createFixture } from './cognito-idp/user-pool-fixture';

function sources(change: Partial<ConfigSources> = {}): ConfigSources {
  const { userPools } = createFixture();
  return {
    region: 'us-east-1',
    pools: userPools.pools(),
    clients: userPools.clients(),
    identityPools: [
      {
        id: 'us-east-1:pool',
        allowUnauthenticated: true,
        allowClassicFlow: false,
      } as ConfigSources['identityPools'][number],
    ],
    apis: { Api: 'http://localhost:4001' },
    logins: {},
    ...change,
  };
}

const OWN: ClientConfig = {
  version: 1,
  region: 'us-east-1',
  userPoolId: 'us-east-1_own',
  userPoolClientId: 'client',
  identityPoolId: 'us-east-1:own',
  apis: { Random: { url: 'https://example.org', region: 'us-east-1' } },
  guests: false,
  signIn: { identifiers: ['email'], selfSignUp: true, flows: ['USER_SRP_AUTH'], mfa: 'OFF' },
  verification: 'code',
  passwordPolicy: { minLength: 8, requires: ['lowercase'] },
};

describe('readClientConfig', () => {
  test("takes the template's own", () => {
    const own = { ...OWN, unknown: true };

    expect(readClientConfig({ ClientConfig: JSON.stringify(own) }, sources())).toEqual(own);
  });

  test.each([undefined, 7, '{', 'null', '{"version":2}'])(
    'makes one from the template where the output is %j',
    (ClientConfig) => {
      expect(readClientConfig({ ClientConfig }, sources())).toMatchObject({
        version: 1,
        region: 'us-east-1',
        identityPoolId: 'us-east-1:pool',
        apis: { Api: { url: 'http://localhost:4001', region: 'us-east-1' } },
        guests: true,
        signIn: {
          selfSignUp: expect.any(Boolean),
          flows: expect.not.arrayContaining(['REFRESH_TOKEN_AUTH']),
        },
      });
    },
  );

  test.each<[string, unknown]>([
    ['region', 7],
    ['userPoolId', undefined],
    ['apis', { Random: { url: 'https://example.org' } }],
    ['apis', []],
    ['guests', 'no'],
    ['signIn', { ...OWN.signIn, flows: [7] }],
    ['signIn', { ...OWN.signIn, mfa: undefined }],
    ['signIn', { ...OWN.signIn, mfa: 'SOMETIMES' }],
    ['verification', null],
    ['verification', 'post'],
    ['passwordPolicy', { minLength: '8', requires: [] }],
  ])('takes no config whose %s is %j', (name, value) => {
    const ClientConfig = JSON.stringify({ ...OWN, [name]: value });

    expect(readClientConfig({ ClientConfig }, sources())).toMatchObject({
      identityPoolId: 'us-east-1:pool',
    });
  });

  test('says no flow that only an administrator begins', () => {
    const authFlows = ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_USER_AUTH'];
    const clients = sources().clients.map((client) => ({ ...client, authFlows }));

    expect(readClientConfig({}, sources({ clients }))).toMatchObject({
      signIn: { flows: ['USER_AUTH'] },
    });
  });

  test.each<[string, Partial<ConfigSources>]>([
    ['no pool', { pools: [] }],
    ['no client', { clients: [] }],
    ['no identity pool', { identityPools: [] }],
    [
      'two identity pools',
      { identityPools: [...sources().identityPools, ...sources().identityPools] },
    ],
  ])('has none with %s', (_, change) => {
    expect(readClientConfig({}, sources(change))).toBeUndefined();
  });
});

test.each(['OFF', 'OPTIONAL', 'ON'] as const)('tells that a second factor is %s', (mode) => {
  const pools = sources().pools.map((pool) => ({ ...pool, mfa: { ...pool.mfa, mode } }));

  expect(readClientConfig({}, sources({ pools }))).toMatchObject({ signIn: { mfa: mode } });
});

test('names the relying party that passkeys have on this machine', () => {
  const [pool] = sources().pools;
  if (pool === undefined) throw new Error('no pool');
  const passkeys = { ...pool.passkeys, relyingPartyId: 'localhost' };
  const pools = [{ ...pool, passkeys, firstFactors: ['PASSWORD', 'WEB_AUTHN'] as const }];
  const signIn = { ...OWN.signIn, passkeyRelyingPartyId: 'localhost:5173' };
  const own = { ...OWN, userPoolId: pool.id, signIn };

  const fromOutput = readClientConfig({ ClientConfig: JSON.stringify(own) }, sources({ pools }));
  const made = readClientConfig({}, sources({ pools }));

  expect(fromOutput).toMatchObject({
    signIn: { passkeyRelyingPartyId: 'localhost', mfa: 'OFF' },
  });
  expect(made).toMatchObject({ signIn: { passkeyRelyingPartyId: 'localhost' } });
});

test('withLocalEndpoints adds the addresses of this machine', () => {
  expect(withLocalEndpoints(OWN, 'http://localhost:4000', [])).toEqual({
    ...OWN,
    endpoints: { userPool: 'http://localhost:4000/', identityPool: 'http://localhost:4000/' },
    developerConsole: 'http://localhost:4000/_local/',
  });
});

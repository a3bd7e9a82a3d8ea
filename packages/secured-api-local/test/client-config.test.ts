import { describe, expect, test } from 'vitest';
import {
  type ConfigSources,
  readClientConfig,
  withLocalEndpoints,
} from '../src/client-config/client-config';
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

describe('readClientConfig', () => {
  test("takes the template's own", () => {
    const own = { version: 1, apis: {}, userPoolId: 'x', unknown: true };

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
  const signIn = { passkeyRelyingPartyId: 'localhost:5173', mfa: 'OFF' };
  const own = { version: 1, apis: {}, userPoolId: pool.id, signIn };

  const fromOutput = readClientConfig({ ClientConfig: JSON.stringify(own) }, sources({ pools }));
  const made = readClientConfig({}, sources({ pools }));

  expect(fromOutput).toMatchObject({
    signIn: { passkeyRelyingPartyId: 'localhost', mfa: 'OFF' },
  });
  expect(made).toMatchObject({ signIn: { passkeyRelyingPartyId: 'localhost' } });
});

test('withLocalEndpoints adds the addresses of this machine', () => {
  expect(withLocalEndpoints({ version: 1, apis: {} }, 'http://localhost:4000', [])).toEqual({
    version: 1,
    apis: {},
    endpoints: { userPool: 'http://localhost:4000/', identityPool: 'http://localhost:4000/' },
    developerConsole: 'http://localhost:4000/_local/',
  });
});

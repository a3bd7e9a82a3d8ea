import { afterAll, expect, test } from 'vitest';
import type { Local } from '../../src/local';
import { startLocal } from '../../src/start-local';
import { writeAssembly } from '../assembly/assembly-fixture';
import { QUIET } from '../environment';
import { API_SHAPES, type ApiShape, type RoleName } from './api-shapes';
import { judge, type Standing } from './invoke-oracle';
import { pathsOf, pathVariants } from './path-variants';
import { pipeline } from './pipeline';
import { shapeTemplate } from './shape-template';
import { createSigner, type SessionKey } from './sign';

const METHODS = ['GET', 'POST', 'DELETE', 'HEAD'];
const PASSWORD = 'Correct-horse-7';
const COMBINATIONS = 100_000;

interface Caller {
  readonly name: string;
  readonly standing: Standing;
  headers(method: string, target: string): readonly string[];
}

/** Every kind of caller: nobody, guests, users, groups, another user, and forgers. */
async function callersOf(local: Local, shape: ApiShape, host: string): Promise<Caller[]> {
  const now = new Date();
  const signed = (name: string, key: SessionKey, session?: Standing['session']): Caller => ({
    name,
    standing: session ? { session } : {},
    headers: createSigner(key, host, now),
  });
  const user = async (name: string, role: RoleName, groups: readonly string[] = []) => {
    await local.createUser({ username: name, password: PASSWORD, groups });
    const key = await local.credentials({ username: name });
    return { key, session: { role, identityId: key.identityId } };
  };
  const ann = await user('ann', 'users');
  const bob = await user('bob', 'users');
  const adam = await user('adam', 'admins', ['admins']);
  const eve = await user('eve', 'editors', ['editors']);
  const guest = await guestOf(local);
  const { accessToken } = await local.signIn({ username: 'ann' });
  const bearer = (name: string, token: string, held: boolean): Caller => ({
    name,
    standing: { token: held },
    headers: () => [`authorization: Bearer ${token}`],
  });
  const asking = (name: string, token: string, password: boolean): Caller => ({
    name,
    standing: { password },
    headers: () => [`x-token: ${token}`],
  });
  const kinds = Object.values(shape.routes);
  return [
    { name: 'unsigned', standing: {}, headers: () => [] },
    signed('guest', guest.key, guest.session),
    signed('ann', ann.key, ann.session),
    signed('bob', bob.key, bob.session),
    signed('admin', adam.key, adam.session),
    signed('editor', eve.key, eve.session),
    signed('another secret', { ...adam.key, secretAccessKey: ann.key.secretAccessKey }),
    signed("another's token", { ...ann.key, sessionToken: adam.key.sessionToken }),
    ...(kinds.includes('jwt')
      ? [
          bearer('token', accessToken, true),
          bearer('forged token', forge(accessToken), false),
          bearer('cut token', accessToken.slice(0, -9), false),
        ]
      : []),
    ...(kinds.includes('lambda')
      ? [asking('known', 'let-me-in', true), asking('unknown', 'let-me-In', false)]
      : []),
  ];
}

/** What `GetId` and `GetCredentialsForIdentity` answer. */
interface GuestAnswer {
  readonly IdentityId: string;
  readonly Credentials: Readonly<Record<'AccessKeyId' | 'SecretKey' | 'SessionToken', string>>;
}

async function guestOf({ url, config }: Local) {
  const call = async (operation: string, body: object): Promise<GuestAnswer> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityService.${operation}`,
      },
      body: JSON.stringify(body),
    });
    return (await response.json()) as GuestAnswer;
  };
  const { IdentityId } = await call('GetId', { IdentityPoolId: config?.identityPoolId });
  const { Credentials } = await call('GetCredentialsForIdentity', { IdentityId });
  const key: SessionKey = {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretKey,
    sessionToken: Credentials.SessionToken,
  };
  return { key, session: { role: 'guests', identityId: IdentityId } as const };
}

/** The same claims for somebody else, under the signature of the first. */
function forge(token: string): string {
  const [header, claims = '', signature] = token.split('.');
  const changed = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), sub: 'admin' };
  return [header, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.');
}

/** Sends everything to one API and returns where it differs from what AWS's rules say. */
async function differences(shape: ApiShape, local: Local) {
  const [api] = Object.values(local.apis);
  const port = Number(new URL(api?.url ?? '').port);
  const host = `localhost:${port}`;
  const callers = await callersOf(local, shape, host);
  const own = callers.find(({ name }) => name === 'ann')?.standing.session?.identityId ?? '';
  const keys = Object.keys(shape.routes);
  const stages = (shape.stages ?? ['$default']).map((s) => (s === '$default' ? '' : `/${s}`));
  const values = keys.some((key) => key.includes('{id}')) ? ['v1', own] : ['v1'];
  const targets = stages.flatMap((stage) =>
    pathsOf(keys, values).flatMap((path) => pathVariants(stage + path, port)),
  );
  const asked = callers.flatMap((caller) =>
    METHODS.flatMap((method) =>
      [...new Set(targets)].map((target) => ({ caller, method, target })),
    ),
  );
  const answers = await pipeline(
    port,
    asked.map(({ caller, method, target }) => ({
      method,
      text: [
        `${method} ${target} HTTP/1.1`,
        `host: ${host}`,
        ...caller.headers(method, target),
        '\r\n',
      ].join('\r\n'),
    })),
  );
  const wrong = asked.flatMap(({ caller, method, target }, index) => {
    const { plain, reaches } = judge(shape, method, target, caller.standing);
    const { route, status } = answers[index] ?? { route: 'no answer', status: 0 };
    const right = plain ? route === reaches : route === undefined || route === reaches;
    const named = status >= 200 && status < 500;
    return right && named ? [] : [{ name: caller.name, method, target, status, route, reaches }];
  });
  const reached = answers.filter(({ route }) => route !== undefined).length;
  return { sent: asked.length, reached, wrong };
}

let sent = 0;
let tried = 0;

test.each(API_SHAPES)(
  'reaches the handlers that AWS would let it reach, and no other: $name',
  async (shape) => {
    const assembly = writeAssembly({ App: { template: shapeTemplate(shape) } });
    const { trailingSlash = '404' } = shape;
    const local = await startLocal({ assembly, port: 0, log: QUIET, trailingSlash });

    const found = await differences(shape, local);
    await local.stop();
    sent += found.sent;
    tried += 1;

    expect(found.wrong.slice(0, 5)).toEqual([]);
    expect(found.reached > 0).toBe(shape.name !== 'nothing granted');
  },
  60_000,
);

afterAll(() => {
  expect(API_SHAPES).toHaveLength(25);
  if (tried === API_SHAPES.length) expect(sent).toBeGreaterThanOrEqual(COMBINATIONS);
});

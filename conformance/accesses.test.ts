import {
  AdminAddUserToGroupCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { fetchAuthSession, signIn } from 'aws-amplify/auth';
import { CfnOutput } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CognitoAuth, RouteAccess, RouteHandler, SecuredApi } from 'cdk-secured-api';
import { startLocal } from 'secured-api-local';
import { afterAll, describe, expect, test } from 'vitest';
import {
  apiUrl,
  configureAmplify,
  forgetSession,
  newSession,
  newUser,
  PASSWORD,
} from './support/amplify-user';
import { configOf } from './support/config-of';
import { quiet } from './support/quiet-log';
import { type Key, sign } from './support/sign';
import { stackAssembly } from './support/stack-assembly';

const CODE = `exports.handler = async (event) => ({
  id: event.pathParameters?.id ?? null,
  caller: event.requestContext.authorizer?.iam?.cognitoIdentity?.identityId ?? null,
});`;

const assembly = stackAssembly((stack) => {
  const auth = new CognitoAuth(stack, 'Auth', {
    selfSignUp: true,
    guests: true,
    groups: [{ name: 'admin', includes: ['support'] }, { name: 'support' }],
  });
  const handler = RouteHandler.fromFunction(
    new LambdaFunction(stack, 'Handler', {
      code: Code.fromInline(CODE),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
    }),
  );
  const own = RouteAccess.owner('id');
  const api = new SecuredApi(stack, 'Api', {
    auth,
    routes: {
      'GET /profiles/{id}': { handler, access: own },
      'PUT /profiles/{id}': {
        handler,
        access: RouteAccess.anyOf(own, RouteAccess.group('support')),
      },
      'DELETE /profiles/{id}': { handler, access: RouteAccess.group('admin') },
      'GET /visits': { handler, access: RouteAccess.guests() },
      'GET /nobody': { handler, access: RouteAccess.grantees() },
      'GET /token': { handler, access: RouteAccess.jwt() },
      'GET /open': { handler, access: RouteAccess.anyone() },
    },
  });
  new CfnOutput(stack, 'ClientConfig', { value: api.clientConfig.toJsonString() });
});
const local = await startLocal({ assembly: assembly.folder, port: 0, log: quiet });
const alice = await newSession(local);
await forgetSession();
const bob = await newSession(local);
await forgetSession();
const groups = { support: await memberOf('support'), admin: await memberOf('admin') };
const guest = await guestCredentials();
afterAll(async () => {
  await forgetSession();
  await local.stop();
  assembly.remove();
});

/** The credentials of a new user in a group: the session begins after joining it. */
async function memberOf(group: string): Promise<Key> {
  configureAmplify(local);
  const username = await newUser(local);
  const client = new CognitoIdentityProviderClient({
    region: 'us-east-1',
    endpoint: local.url,
    credentials: local.administrator,
  });
  await client.send(
    new AdminAddUserToGroupCommand({
      UserPoolId: configOf(local).userPoolId,
      Username: username,
      GroupName: group,
    }),
  );
  await signIn({ username, password: PASSWORD });
  const { credentials } = await fetchAuthSession();
  await forgetSession();
  if (!credentials) throw new Error('no credentials');
  return credentials;
}

async function guestCredentials(): Promise<Key> {
  configureAmplify(local, { allowGuestAccess: true });
  const { credentials } = await fetchAuthSession();
  if (!credentials) throw new Error('no credentials');
  return credentials;
}

async function call(route: string, key: Key): Promise<number> {
  const [method = '', path] = route.split(' ');
  const url = `${apiUrl(local)}${path}`;
  const { status } = await fetch(url, await sign(url, key, { method }));
  return status;
}

const own = encodeURIComponent(alice.identityId);

describe('a user', () => {
  test('reads and writes what carries their own identity id', async () => {
    const url = `${apiUrl(local)}/profiles/${own}`;

    const answer = await fetch(url, await sign(url, alice.credentials));

    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ id: alice.identityId, caller: alice.identityId });
    expect(await call(`PUT /profiles/${own}`, alice.credentials)).toBe(200);
  });

  test.each(['GET', 'PUT', 'DELETE'])('fails to %s what carries another one', async (method) => {
    expect(await call(`${method} /profiles/${own}`, bob.credentials)).toBe(403);
  });

  test('fails to pass for the owner by a wildcard, an escape or a longer path', async () => {
    const paths = ['*', `${own}/..`, `x%2F${own}`, `${own}%2Fx`, own.slice(0, -1), `${own}?`, ''];

    const answers = await Promise.all(
      paths.map((path) => call(`GET /profiles/${path}`, bob.credentials)),
    );

    expect(answers.filter((status) => status === 200)).toEqual([]);
  });

  test('fails to delete, which the group alone may', async () => {
    expect(await call(`DELETE /profiles/${own}`, alice.credentials)).toBe(403);
    expect(await call(`DELETE /profiles/${own}`, groups.admin)).toBe(200);
    expect(await call(`DELETE /profiles/${own}`, groups.support)).toBe(403);
  });
});

describe('a group', () => {
  test('reaches its route whoever is the owner, and so does one that includes it', async () => {
    expect(await call(`PUT /profiles/${own}`, groups.support)).toBe(200);
    expect(await call(`PUT /profiles/${own}`, groups.admin)).toBe(200);
  });

  test('fails to read what is its owner’s alone', async () => {
    expect(await call(`GET /profiles/${own}`, groups.support)).toBe(403);
  });
});

test('guests reach the route for guests, and no other', async () => {
  const answers = await Promise.all(
    ['GET /visits', `GET /profiles/${own}`, 'GET /nobody'].map((route) => call(route, guest)),
  );

  expect(answers).toEqual([200, 403, 403]);
});

test('a route for grantees is nobody’s', async () => {
  const callers = [alice.credentials, groups.admin, guest];

  const answers = await Promise.all(callers.map((key) => call('GET /nobody', key)));

  expect(answers).toEqual([403, 403, 403]);
});

test('a token opens the route for tokens, and a signature does not', async () => {
  const url = `${apiUrl(local)}/token`;

  const byToken = await fetch(url, { headers: { authorization: `Bearer ${alice.accessToken}` } });

  expect(byToken.status).toBe(200);
  expect(await call('GET /token', alice.credentials)).toBe(401);
});

import { CfnOutput } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import {
  CognitoAuth,
  type CognitoAuthProps,
  IdentityPoolProvider,
  PrincipalTags,
  RoleRule,
  RouteAccess,
  RouteHandler,
  SecuredApi,
} from 'cdk-secured-api';
import { createCognitoClient } from 'react-cognito-hooks';
import { type Local, startLocal } from 'secured-api-local';
import { describe, expect, onTestFinished, test } from 'vitest';
import { configOf } from './support/config-of';
import { quiet } from './support/quiet-log';
import { sign } from './support/sign';
import { stackAssembly } from './support/stack-assembly';

const CODE = `exports.handler = async (event) => ({
  amr: event.requestContext.authorizer.iam.cognitoIdentity.amr,
});`;

async function start(props: Partial<CognitoAuthProps>): Promise<Local> {
  const assembly = stackAssembly((stack) => {
    const auth = new CognitoAuth(stack, 'Auth', {
      selfSignUp: true,
      groups: [{ name: 'staff' }],
      ...props,
    });
    const handler = RouteHandler.fromFunction(
      new LambdaFunction(stack, 'Handler', {
        code: Code.fromInline(CODE),
        handler: 'index.handler',
        runtime: Runtime.NODEJS_24_X,
      }),
    );
    const api = new SecuredApi(stack, 'Api', {
      auth,
      routes: {
        'GET /private': { handler },
        'GET /staff': { handler, access: RouteAccess.group('staff') },
      },
    });
    new CfnOutput(stack, 'ClientConfig', { value: api.clientConfig.toJsonString() });
  });
  onTestFinished(() => assembly.remove());
  const local = await startLocal({ assembly: assembly.folder, port: 0, log: quiet });
  onTestFinished(() => local.stop());
  return local;
}

async function credentials(local: Local, Logins: Record<string, string>) {
  const call = async (operation: string, input: object) => {
    const response = await fetch(local.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityService.${operation}`,
      },
      body: JSON.stringify(input),
    });
    return (await response.json()) as Record<string, string> & {
      Credentials?: { AccessKeyId: string; SecretKey: string; SessionToken: string };
    };
  };
  const { IdentityId } = await call('GetId', {
    IdentityPoolId: local.config?.identityPoolId,
    Logins,
  });
  const answer = await call('GetCredentialsForIdentity', { IdentityId, Logins });
  const { AccessKeyId = '', SecretKey = '', SessionToken = '' } = answer.Credentials ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken };
}

async function ask(local: Local, path: string, Logins: Record<string, string>) {
  const url = `${Object.values(local.apis)[0]?.url}${path}`;
  return fetch(url, await sign(url, await credentials(local, Logins)));
}

describe("a provider's token opens a route", () => {
  test.each([
    ['google', IdentityPoolProvider.google({ clientId: 'app' }), 'accounts.google.com'],
    ['facebook', IdentityPoolProvider.facebook({ appId: 'app' }), 'graph.facebook.com'],
    ['amazon', IdentityPoolProvider.amazon({ appId: 'app' }), 'www.amazon.com'],
    ['apple', IdentityPoolProvider.apple({ servicesId: 'app' }), 'appleid.apple.com'],
    [
      'example.auth0.com',
      IdentityPoolProvider.auth0({ domain: 'example.auth0.com', clientId: 'app' }),
      'example.auth0.com',
    ],
  ])('of %s', async (provider, identityPoolProvider, loginName) => {
    const local = await start({ identityPoolProviders: [identityPoolProvider] });
    const token = local.providerToken({ provider, subject: '1234' });

    const response = await ask(local, '/private', { [loginName]: token });

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      amr: ['authenticated', loginName, expect.any(String)],
    });
  });

  test('of a group by rules of its claims', async () => {
    const roleRules = [RoleRule.claimStartsWith('email', 'ada@', 'staff')];
    const local = await start({
      identityPoolProviders: [IdentityPoolProvider.google({ clientId: 'app', roleRules })],
    });
    const statusOf = async (email: string) => {
      const token = local.providerToken({ provider: 'google', subject: email, email });
      return (await ask(local, '/staff', { 'accounts.google.com': token })).status;
    };

    expect([await statusOf('ada@example.com'), await statusOf('bob@example.com')]).toEqual([
      200, 403,
    ]);
  });

  test('not where the template has no such provider', async () => {
    const local = await start({
      identityPoolProviders: [IdentityPoolProvider.google({ clientId: 'app' })],
    });

    expect(() => local.providerToken({ provider: 'facebook', subject: '1' })).toThrow(
      expect.objectContaining({ code: 'NoProvider' }),
    );
  });
});

test('the hooks call a route by a token of a provider', async () => {
  const local = await start({
    identityPoolProviders: [IdentityPoolProvider.facebook({ appId: 'app' })],
  });
  const client = createCognitoClient(configOf(local), {
    storage: 'memory',
  });
  const token = local.providerToken({ provider: 'facebook', subject: '1234' });

  const before = await client
    .fetch()('/private')
    .catch(({ code }) => code);
  const result = await client.signInWithProviderToken({ provider: 'facebook', token });
  const response = await client.fetch()('/private');

  expect(before).toBe('NotSignedIn');
  expect(result).toMatchObject({ ok: true, data: { provider: 'graph.facebook.com' } });
  expect(response.status).toBe(200);
});

describe('tags of a session', () => {
  const withTags = (principalTags: PrincipalTags) => ({
    identityPoolProviders: [IdentityPoolProvider.google({ clientId: 'app', principalTags })],
  });

  test.each([
    ['of the own mapping', PrincipalTags.fromClaims({ team: 'team' })],
    ['of the default mapping', PrincipalTags.defaults()],
  ])('%s are taken by the roles of the construct', async (_, principalTags) => {
    const local = await start(withTags(principalTags));
    const token = local.providerToken({
      provider: 'google',
      subject: '1234',
      claims: { team: 'red' },
    });

    const response = await ask(local, '/private', { 'accounts.google.com': token });

    expect(response.status).toBe(200);
  });

  test('of users of the pool are taken, too', async () => {
    const local = await start({ principalTags: PrincipalTags.defaults() });
    const user = { username: 'ada@example.com', password: 'Correct-Horse-7' };
    await local.createUser(user);

    const key = await local.credentials(user);

    expect(key.identityId).toMatch(/^us-east-1:/);
  });
});

test('rules for roles start here', async () => {
  const local = await start({
    roleRules: [RoleRule.claimStartsWith('email', 'ada@', 'staff')],
  });

  expect(local.config).toMatchObject({ signIn: { selfSignUp: true } });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Local, StartOptions } from '../src/local';
import { startLocal } from '../src/start-local';
import { createFolder, writeAssembly } from './assembly/assembly-fixture';
import { QUIET } from './environment';
import { signRequest } from './support/sign-request';
import { apiTemplate } from './template-fixture';

const ADA = { username: 'ada', password: 'Correct-Horse-7' };
const BOB = { username: 'bob', password: 'Correct-Horse-7' };
const SECRET = 'JBSWY3DPEHPK3PXP';

const RESOURCES = {
  Pool: {
    Type: 'AWS::Cognito::UserPool',
    Properties: { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] },
  },
  Client: {
    Type: 'AWS::Cognito::UserPoolClient',
    Properties: {
      UserPoolId: { Ref: 'Pool' },
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    },
  },
  Authorizer: {
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: {
      ApiId: { Ref: 'Api' },
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      Name: 'jwt',
      JwtConfiguration: {
        Audience: [{ Ref: 'Client' }],
        Issuer: { 'Fn::GetAtt': ['Pool', 'ProviderURL'] },
      },
    },
  },
  ByToken: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: { Ref: 'Api' },
      RouteKey: 'GET /public/by-token',
      AuthorizationType: 'JWT',
      AuthorizerId: { Ref: 'Authorizer' },
      Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
    },
  },
  Identities: {
    Type: 'AWS::Cognito::IdentityPool',
    Properties: { AllowUnauthenticatedIdentities: false },
  },
};

async function start(options: StartOptions = {}): Promise<Local> {
  const base = apiTemplate();
  const template = { ...base, Resources: { ...base.Resources, ...RESOURCES } };
  const assembly = writeAssembly({ App: { template } });
  const local = await startLocal({ assembly, port: 0, log: QUIET, ...options });
  onTestFinished(() => local.stop());
  return local;
}

async function call(
  local: Local,
  operation: string,
  input: object,
): Promise<Record<string, unknown>> {
  const answer = await fetch(local.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(input),
  });
  return (await answer.json()) as Record<string, unknown>;
}

const signIn = (local: Local, { username, password }: typeof ADA) =>
  call(local, 'InitiateAuth', {
    ClientId: local.userPoolClients.Client,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: username, PASSWORD: password },
  });

describe('a reset', () => {
  test('leaves the users of the seed alone, and ends the sessions of all', async () => {
    const seed = join(createFolder(), 'users.json');
    writeFileSync(seed, JSON.stringify([ADA]));
    const local = await start({ seed });
    await local.createUser(BOB);
    const { accessToken, refreshToken } = await local.signIn(ADA);

    await local.reset();

    expect(await call(local, 'GetUser', { AccessToken: accessToken })).toMatchObject({
      message: 'Invalid Access Token',
    });
    const ClientId = local.userPoolClients.Client;
    const refreshed = call(local, 'GetTokensFromRefreshToken', {
      ClientId,
      RefreshToken: refreshToken,
    });
    expect(await refreshed).toMatchObject({ message: 'Invalid Refresh Token' });
    expect(await signIn(local, ADA)).toHaveProperty('AuthenticationResult');
    await expect(local.signIn(BOB)).rejects.toMatchObject({ code: 'UserNotFoundException' });
  });

  test('ends a sign-in between two calls, also for a user who is made again', async () => {
    const local = await start();
    await local.createUser({ ...ADA, totp: SECRET });
    const { Session } = await signIn(local, ADA);

    await local.reset();
    await local.createUser({ ...ADA, totp: SECRET });
    const answer = await call(local, 'RespondToAuthChallenge', {
      ClientId: local.userPoolClients.Client,
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      Session,
      ChallengeResponses: { USERNAME: 'ada', SOFTWARE_TOKEN_MFA_CODE: '000000' },
    });

    expect(answer).toMatchObject({
      message: 'Invalid session for the user, session is expired.',
    });
  });

  test('ends every token, also where a JWT route takes it, and new ones are good', async () => {
    const local = await start();
    const byToken = async (token: string): Promise<number> => {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${local.apis.Api?.url}/public/by-token`, { headers })).status;
    };
    await local.createUser(ADA);
    const { accessToken: earlier } = await local.signIn(ADA);
    const before = await byToken(earlier);

    await local.reset();
    await local.createUser(ADA);
    const { accessToken } = await local.signIn(ADA);

    expect([before, await byToken(earlier), await byToken(accessToken)]).toEqual([200, 401, 200]);
  });

  test('publishes its new key, and keeps that over a restart', async () => {
    const stateDirectory = createFolder();
    const keysOf = async ({ url, userPools }: Local): Promise<unknown> =>
      (await fetch(`${url}/${userPools.Pool}/.well-known/jwks.json`)).json();
    const first = await start({ stateDirectory });
    const before = await keysOf(first);

    await first.reset();
    const after = await keysOf(first);
    await first.stop();
    const second = await start({ stateDirectory });

    expect(after).not.toEqual(before);
    expect(await keysOf(second)).toEqual(after);
  });

  test('keeps ids and the administrator, and goes back to the time', async () => {
    const local = await start();
    const { userPools, config } = local;
    const [before, now] = [structuredClone({ userPools, config }), Date.now()];
    local.clock.advance(3_600_000);
    local.inbox.send({ to: 'a', channel: 'SMS', kind: 'SignUp', code: '1', text: '1' });

    await local.reset();

    expect({ userPools: local.userPools, config: local.config }).toEqual(before);
    expect(local.clock.now() - now).toBeLessThan(3_600_000);
    expect(local.inbox.list()).toEqual([]);
    const api = local.apis.Api?.url ?? '';
    const { headers } = await signRequest(local.administrator, {
      path: '/private',
      host: new URL(api).host,
      signedAt: local.clock.now(),
    });
    const init = { headers: Object.fromEntries(headers.filter(([name]) => name !== 'host')) };
    expect((await fetch(`${api}/private`, init)).status).toBe(200);
  });

  test('is kept, over a restart as well', async () => {
    const stateDirectory = createFolder();
    const first = await start({ stateDirectory });
    await first.createUser(ADA);
    await first.reset();
    await first.stop();

    const second = await start({ stateDirectory });

    await expect(second.signIn(ADA)).rejects.toMatchObject({ code: 'UserNotFoundException' });
    expect(second.userPools).toEqual(first.userPools);
  });
});

describe('a user with a totp', () => {
  test('is asked for its code', async () => {
    const local = await start();

    await local.createUser({ ...ADA, totp: SECRET });

    expect(await signIn(local, ADA)).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA' });
  });

  test('fails for what is no secret, without saying it', async () => {
    const local = await start();

    const made = local.createUser({ ...ADA, totp: 'not base32' });

    await expect(made).rejects.toMatchObject({
      code: 'InvalidSecret',
      message: expect.not.stringContaining('not base32'),
    });
  });
});

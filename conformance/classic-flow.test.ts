import {
  CognitoIdentityClient,
  GetIdCommand,
  GetOpenIdTokenCommand,
} from '@aws-sdk/client-cognito-identity';
import { CfnOutput } from 'aws-cdk-lib';
import { type Local, startLocal } from 'secured-api-local';
import { describe, expect, onTestFinished, test } from 'vitest';
import { answering, invokePrivate, PlainAuth, privateApi } from './support/plain-stack';
import { quiet } from './support/quiet-log';
import { type Key, sign } from './support/sign';
import { stackAssembly } from './support/stack-assembly';

const USER = { username: 'ada@example.com', password: 'Correct-Horse-7' };

async function start(allowClassicFlow: boolean): Promise<Local> {
  const assembly = stackAssembly((stack) => {
    const { identityPool, role } = new PlainAuth(stack);
    identityPool.allowClassicFlow = allowClassicFlow;
    role.addToPolicy(invokePrivate(privateApi(stack, answering(stack, 'Hello', 'hello'))));
    new CfnOutput(stack, 'Role', { value: role.roleArn });
  });
  onTestFinished(assembly.remove);
  const local = await startLocal({ assembly: assembly.folder, port: 0, log: quiet });
  onTestFinished(() => local.stop());
  return local;
}

/** The token of a user who has just been made, by AWS's own client. */
async function tokenOf(local: Local): Promise<string> {
  await local.createUser(USER);
  const { idToken } = await local.signIn(USER);
  const poolId = Object.values(local.userPools)[0];
  const Logins = { [`cognito-idp.us-east-1.amazonaws.com/${poolId}`]: idToken };
  const client = new CognitoIdentityClient({
    region: 'us-east-1',
    endpoint: local.url,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
  const IdentityPoolId = Object.values(local.identityPools)[0];
  const { IdentityId } = await client.send(new GetIdCommand({ IdentityPoolId, Logins }));
  const { Token = '' } = await client.send(new GetOpenIdTokenCommand({ IdentityId, Logins }));
  return Token;
}

async function assumeRole(local: Local, change: Readonly<Record<string, string>>) {
  const response = await fetch(local.url, {
    method: 'POST',
    body: new URLSearchParams({
      Action: 'AssumeRoleWithWebIdentity',
      Version: '2011-06-15',
      RoleArn: String(local.outputs.Role),
      RoleSessionName: 'ada',
      ...change,
    }),
  });
  return { status: response.status, xml: await response.text() };
}

const field = (xml: string, name: string) =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';

const keyOf = (xml: string): Key => ({
  accessKeyId: field(xml, 'AccessKeyId'),
  secretAccessKey: field(xml, 'SecretAccessKey'),
  sessionToken: field(xml, 'SessionToken'),
});

describe('the classic flow', () => {
  test('gives the role that is asked for, which opens the route', async () => {
    const local = await start(true);

    const { status, xml } = await assumeRole(local, { WebIdentityToken: await tokenOf(local) });
    const url = `${Object.values(local.apis)[0]?.url}/private`;
    const called = await fetch(url, await sign(url, keyOf(xml)));

    expect(status).toBe(200);
    expect(field(xml, 'Audience')).toBe(Object.values(local.identityPools)[0]);
    expect(called.status).toBe(200);
  });

  test.each<[string, string, Record<string, string>]>([
    ['a role that is not there', 'AccessDenied', { RoleArn: 'arn:aws:iam::1:role/none' }],
    ['a token of no identity pool', 'InvalidIdentityToken', { WebIdentityToken: 'x.y.z' }],
    ['a session without a name', 'ValidationError', { RoleSessionName: '' }],
    ['a session of a day', 'ValidationError', { DurationSeconds: '86400' }],
    ['a policy of the session', 'ValidationError', { Policy: '{}' }],
  ])('fails for %s', async (_, code, change) => {
    const local = await start(true);
    const WebIdentityToken = await tokenOf(local);

    const { status, xml } = await assumeRole(local, { WebIdentityToken, ...change });

    expect(field(xml, 'Code')).toBe(code);
    expect(status).toBe(code === 'AccessDenied' ? 403 : 400);
    expect(xml).not.toContain('SessionToken');
  });

  test('fails for an id token of the user pool', async () => {
    const local = await start(true);
    await local.createUser(USER);
    const { idToken } = await local.signIn(USER);

    const { xml } = await assumeRole(local, { WebIdentityToken: idToken });

    expect(field(xml, 'Code')).toBe('InvalidIdentityToken');
  });

  test('fails once the token is ten minutes old', async () => {
    const local = await start(true);
    const WebIdentityToken = await tokenOf(local);
    local.clock.advance(600_000);

    const { xml } = await assumeRole(local, { WebIdentityToken });

    expect(field(xml, 'Code')).toBe('ExpiredTokenException');
  });

  test('fails where the identity pool does not allow it', async () => {
    const local = await start(false);

    await expect(tokenOf(local)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Basic (classic) flow is not enabled, please use enhanced flow',
    });
  });
});

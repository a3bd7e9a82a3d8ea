import { CfnOutput } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CognitoAuth, RouteAccess, RouteHandler, SecuredApi } from 'cdk-secured-api';
import { startLocal } from 'secured-api-local';
import { afterAll, describe, expect, test } from 'vitest';
import { apiUrl } from './support/amplify-user';
import { configOf } from './support/config-of';
import { quiet } from './support/quiet-log';
import { sign } from './support/sign';
import { stackAssembly } from './support/stack-assembly';
import { uniqueAddress } from './support/unique-address';

const PASSWORD = 'Correct-Horse-7';

const assembly = stackAssembly((stack) => {
  const auth = new CognitoAuth(stack, 'Auth', { selfSignUp: true, groups: [{ name: 'admin' }] });
  const handler = RouteHandler.fromFunction(
    new LambdaFunction(stack, 'Handler', {
      code: Code.fromInline('exports.handler = async () => 1;'),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
    }),
  );
  const api = new SecuredApi(stack, 'Api', {
    auth,
    routes: {
      'GET /mine': { handler },
      'GET /admin': { handler, access: RouteAccess.group('admin') },
      'GET /token': { handler, access: RouteAccess.jwt() },
    },
  });
  new CfnOutput(stack, 'ClientConfig', { value: api.clientConfig.toJsonString() });
});
const local = await startLocal({ assembly: assembly.folder, port: 0, log: quiet });
afterAll(async () => {
  await local.stop();
  assembly.remove();
});

describe('a user that a test makes', () => {
  test('has credentials that the API judges by the group', async () => {
    const member = { username: uniqueAddress('email') };
    const admin = { username: uniqueAddress('email') };
    await local.createUser({ ...member, password: PASSWORD });
    await local.createUser({ ...admin, password: PASSWORD, groups: ['admin'] });

    const keys = [await local.credentials(member), await local.credentials(admin)];

    const statuses = await Promise.all(
      keys.flatMap((key) =>
        ['/mine', '/admin'].map(async (path) => {
          const url = `${apiUrl(local)}${path}`;
          return (await fetch(url, await sign(url, key))).status;
        }),
      ),
    );
    expect(statuses).toEqual([200, 403, 200, 200]);
    expect(keys[0]?.identityId).not.toBe(keys[1]?.identityId);
  });

  test('has tokens, and the storage of a page that is signed in', async () => {
    const username = uniqueAddress('email');
    await local.createUser({ username, password: PASSWORD, attributes: { name: 'Ada' } });

    const { accessToken, idToken, refreshToken, storage } = await local.signIn({ username });

    const { status } = await fetch(`${apiUrl(local)}/token`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    const claims = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString());
    const prefix = `CognitoIdentityServiceProvider.${configOf(local).userPoolClientId}`;
    expect(status).toBe(200);
    expect(claims).toMatchObject({ email: username, email_verified: true, name: 'Ada' });
    expect(storage).toEqual({
      [`${prefix}.LastAuthUser`]: claims.sub,
      [`${prefix}.${claims.sub}.accessToken`]: accessToken,
      [`${prefix}.${claims.sub}.idToken`]: idToken,
      [`${prefix}.${claims.sub}.refreshToken`]: refreshToken,
      [`${prefix}.${claims.sub}.clockDrift`]: '0',
      [`react-cognito-hooks.${configOf(local).userPoolClientId}.session`]: expect.any(String),
    });
  });

  test('fails to sign in before the code that an unconfirmed one gets', async () => {
    const username = uniqueAddress('email');
    await local.createUser({
      username,
      password: PASSWORD,
      attributes: { email: username },
      confirmed: false,
    });

    const signIn = local.signIn({ username });

    await expect(signIn).rejects.toMatchObject({ code: 'UserNotConfirmedException' });
    expect(local.inbox.latest(username)?.code).toMatch(/^\d{6}$/);
  });

  test.each([
    ['a password that the pool refuses', { password: 'short' }, 'InvalidPasswordException'],
    ['a group that is not there', { groups: ['nobody'] }, 'ResourceNotFoundException'],
  ])('fails for %s', async (_, change, code) => {
    const user = { username: uniqueAddress('email'), password: PASSWORD, ...change };

    await expect(local.createUser(user)).rejects.toMatchObject({ code });
  });

  test('fails to sign in who is not there', async () => {
    const signIn = local.signIn({ username: uniqueAddress('email') });

    await expect(signIn).rejects.toMatchObject({ code: 'UserNotFoundException' });
  });
});

import { fetchAuthSession, signIn } from 'aws-amplify/auth';
import { type Local, startLocal } from 'secured-api-local';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import {
  apiUrl,
  configureAmplify,
  forgetSession,
  newSession,
  newUser,
  PASSWORD,
} from './support/amplify-user';
import { changedAssembly, ofType, type Template } from './support/example-assembly';
import { quiet } from './support/quiet-log';
import { sign } from './support/sign';

afterEach(forgetSession);

async function start(change: (template: Template) => void): Promise<Local> {
  const local = await startLocal({ assembly: changedAssembly(change), port: 0, log: quiet });
  onTestFinished(() => local.stop());
  return local;
}

async function callPrivate(local: Local) {
  const { credentials, idToken } = await newSession(local);
  const url = `${apiUrl(local)}/private`;
  const response = await fetch(url, await sign(url, credentials));
  return { status: response.status, body: await response.json(), idToken };
}

/** Removes every resource of a type whose text holds `part`. */
function remove(template: Template, type: string, part: string): void {
  const removed = ofType(template, type).filter(([, resource]) =>
    JSON.stringify(resource).includes(part),
  );
  expect(removed).not.toHaveLength(0);
  for (const [id] of removed) delete template.Resources[id];
}

/** Changes one condition of the authenticated role's trust policy. */
function changeTrust(template: Template, key: string, value: string): void {
  const [, role] =
    ofType(template, 'AWS::IAM::Role').find(([, { Properties }]) =>
      JSON.stringify(Properties).includes('AssumeRoleWithWebIdentity'),
    ) ?? [];
  if (!role) throw new Error('the template has no web identity role');
  const text = JSON.stringify(role.Properties);
  role.Properties = JSON.parse(text, (name, old) => (name === key ? value : old));
  expect(JSON.stringify(role.Properties)).not.toBe(text);
}

describe('the template decides', () => {
  test('the private call answers 200 as the template is', async () => {
    const local = await start(() => undefined);

    expect(await callPrivate(local)).toMatchObject({ status: 200 });
  });

  test('without the derived grant the private call is 403', async () => {
    const local = await start((template) =>
      remove(template, 'AWS::IAM::Policy', 'execute-api:Invoke'),
    );

    expect(await callPrivate(local)).toMatchObject({
      status: 403,
      body: { message: 'Forbidden' },
    });
  });

  test('without the Lambda permission the private call is 500', async () => {
    const local = await start((template) =>
      remove(template, 'AWS::Lambda::Permission', '/private'),
    );

    expect(await callPrivate(local)).toMatchObject({
      status: 500,
      body: { message: 'Internal Server Error' },
    });
  });

  test.each([
    ['aud', 'us-east-1:00000000-0000-4000-8000-000000000000'],
    ['amr', 'unauthenticated'],
  ])('with another %s in the trust policy there are no credentials', async (key, value) => {
    const local = await start((template) =>
      changeTrust(template, `cognito-identity.amazonaws.com:${key}`, value),
    );
    configureAmplify(local);
    await signIn({ username: await newUser(local), password: PASSWORD });

    await expect(fetchAuthSession()).rejects.toMatchObject({
      message: 'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
    });
  });

  test('a part that is not modelled stops the start and names the logical id', async () => {
    const assembly = changedAssembly((template) => {
      const [, pool] = ofType(template, 'AWS::Cognito::UserPool')[0] ?? [];
      if (pool) pool.Properties.SomethingNew = true;
    });

    await expect(startLocal({ assembly, port: 0, log: quiet })).rejects.toMatchObject({
      code: 'UnmodelledProperty',
      message: expect.stringMatching(
        /^'AuthUsersPool\w+' \(AWS::Cognito::UserPool\) sets SomethingNew/,
      ),
    });
  });

  test('a resource that decides access and is not modelled stops the start', async () => {
    const assembly = changedAssembly((template) => {
      template.Resources.Rule = { Type: 'AWS::Cognito::UserPoolRiskThing', Properties: {} };
    });

    await expect(startLocal({ assembly, port: 0, log: quiet })).rejects.toMatchObject({
      code: 'UnmodelledResource',
      message: expect.stringContaining("'Rule'"),
    });
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Local, StartOptions } from '../src/local';
import { startLocal } from '../src/start-local';
import { createFolder, writeAssembly } from './assembly/assembly-fixture';
import { QUIET } from './environment';
import { signRequest } from './support/sign-request';
import { apiTemplate } from './template-fixture';

const ADA = { username: 'ada' };

const attribute = (Name: string, Value: unknown) => ({ Name, Value });

const ofPool = (type: string, properties: object = {}) => ({
  Type: `AWS::Cognito::${type}`,
  Properties: { UserPoolId: { Ref: 'Pool' }, ...properties },
});

const RESOURCES = {
  Pool: { Type: 'AWS::Cognito::UserPool', Properties: { AliasAttributes: ['email'] } },
  Client: ofPool('UserPoolClient', { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] }),
  Identities: {
    Type: 'AWS::Cognito::IdentityPool',
    Properties: { AllowUnauthenticatedIdentities: false },
  },
  Admins: ofPool('UserPoolGroup', { GroupName: 'admin' }),
  Membership: ofPool('UserPoolUserToGroupAttachment', {
    GroupName: { Ref: 'Admins' },
    Username: { Ref: 'Ada' },
  }),
  Ada: ofPool('UserPoolUser', {
    Username: 'ada',
    DesiredDeliveryMediums: ['EMAIL'],
    UserAttributes: [attribute('email', 'ada@example.com'), attribute('email_verified', true)],
  }),
};

async function start(resources: object = {}, options: StartOptions = {}): Promise<Local> {
  const template = {
    Resources: { ...RESOURCES, ...resources },
    Outputs: { Ada: { Value: { Ref: 'Ada' } }, Membership: { Value: { Ref: 'Membership' } } },
  };
  const assembly = writeAssembly({ App: { template } });
  const local = await startLocal({ assembly, port: 0, log: QUIET, ...options });
  onTestFinished(() => local.stop());
  return local;
}

async function users(local: Local): Promise<readonly { username: string }[]> {
  const response = await fetch(`${local.url}/_local/users`);
  const answer = (await response.json()) as { users: { username: string }[] };
  return answer.users;
}

/** Calls an administrator's operation on a user, as the run's administrator. */
async function administer(local: Local, name: string, more: object = {}) {
  const body = JSON.stringify({ UserPoolId: local.userPools.Pool, Username: 'ada', ...more });
  const { headers } = await signRequest(local.administrator, {
    method: 'POST',
    body,
    service: 'cognito-idp',
    host: new URL(local.url).host,
    signedAt: Date.now(),
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${name}`,
    },
  });
  const response = await fetch(local.url, {
    method: 'POST',
    headers: Object.fromEntries(headers.filter(([header]) => header !== 'host')),
    body,
  });
  expect([name, response.status]).toEqual([name, 200]);
}

describe('a user of the template', () => {
  test('is invited, has to choose a password, and is in the groups', async () => {
    const local = await start();

    const [ada] = await users(local);
    const invitation = local.inbox.latest('ada@example.com');

    expect(ada).toMatchObject({
      username: 'ada',
      status: 'FORCE_CHANGE_PASSWORD',
      attributes: { email: 'ada@example.com', email_verified: 'true' },
      groups: ['admin'],
    });
    expect(invitation).toMatchObject({ kind: 'AdminCreateUser', channel: 'EMAIL' });
    expect(local.outputs).toMatchObject({
      Ada: 'ada',
      Membership: expect.stringMatching(/^App-Membership-\w{12}$/),
    });
  });

  test.each([
    ['nothing by the default medium without a phone number', {}],
    ['nothing with SUPPRESS', { DesiredDeliveryMediums: ['EMAIL'], MessageAction: 'SUPPRESS' }],
  ])('is sent %s', async (_, properties) => {
    const UserAttributes = [attribute('email', 'ada@example.com')];
    const Ada = ofPool('UserPoolUser', { Username: 'ada', UserAttributes, ...properties });

    const local = await start({ Ada });

    expect(local.inbox.list()).toEqual([]);
    expect(await users(local)).toHaveLength(1);
  });

  test('has a name that is made up where the template gives none', async () => {
    const local = await start({ Ada: ofPool('UserPoolUser') });

    const [ada] = await users(local);

    expect(ada?.username).toMatch(/^App-Ada-\w{12}$/);
    expect(local.outputs.Ada).toBe(ada?.username);
  });

  test('takes an address from another user only with ForceAliasCreation', async () => {
    const Eve = (more: object) => ({
      ...ofPool('UserPoolUser', { ...RESOURCES.Ada.Properties, Username: 'eve', ...more }),
      DependsOn: 'Ada',
    });

    const refused = start({ Eve: Eve({}) });
    await expect(refused).rejects.toMatchObject({
      code: 'RefusedUser',
      message: expect.stringContaining("'Eve' (AWS::Cognito::UserPoolUser) is refused"),
    });
    const local = await start({ Eve: Eve({ ForceAliasCreation: true }) });

    const found = await users(local);
    expect(found).toMatchObject([
      { username: 'ada', attributes: { email_verified: 'false' } },
      { username: 'eve', attributes: { email_verified: 'true' } },
    ]);
  });

  test('is shown to the PreSignUp function with its validation data and metadata', async () => {
    const { Role, Fn } = apiTemplate(
      `exports.handler = async (event) => { throw new Error(JSON.stringify(event.request)); };`,
    ).Resources;
    const arn = { 'Fn::GetAtt': ['Fn', 'Arn'] };

    const refused = start({
      Role,
      Fn,
      Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: arn,
          Principal: 'cognito-idp.amazonaws.com',
        },
      },
      Pool: { Type: 'AWS::Cognito::UserPool', Properties: { LambdaConfig: { PreSignUp: arn } } },
      Ada: ofPool('UserPoolUser', {
        Username: 'ada',
        ValidationData: [attribute('invitation', 'abc')],
        ClientMetadata: { source: 'template' },
      }),
    });

    await expect(refused).rejects.toThrow(
      /UserLambdaValidationException.*"validationData":{"invitation":"abc"},"clientMetadata":{"source":"template"}/,
    );
  });

  test('does not come back after a restart once deleted, nor into a group once left', async () => {
    const stateDirectory = createFolder();
    const first = await start({}, { stateDirectory });
    await administer(first, 'AdminRemoveUserFromGroup', { GroupName: 'admin' });
    await first.stop();
    const second = await start({}, { stateDirectory });
    const kept = await users(second);
    await administer(second, 'AdminDeleteUser');
    await second.stop();

    const third = await start({}, { stateDirectory });

    expect(kept).toMatchObject([{ username: 'ada', groups: [] }]);
    expect(second.inbox.list()).toEqual([]);
    expect(await users(third)).toEqual([]);
  });

  test('comes back by a reset', async () => {
    const local = await start();
    await administer(local, 'AdminDeleteUser');

    await local.reset();

    expect(await users(local)).toMatchObject([{ username: 'ada', groups: ['admin'] }]);
    expect(local.inbox.list()).toHaveLength(1);
  });

  test.each([
    ['UserAttributes', { UserAttributes: [attribute('custom:none', '1')] }, 'RefusedUser'],
    ['MessageAction', { MessageAction: 'RESEND' }, 'InvalidProperty'],
    ['UserPoolId', { UserPoolId: 'us-east-1_elsewhere' }, 'InvalidProperty'],
  ])('fails for %s that AWS would refuse', async (_, properties, code) => {
    const Ada = ofPool('UserPoolUser', { Username: 'ada', ...properties });

    await expect(start({ Ada })).rejects.toMatchObject({ code });
  });
});

describe('a membership of the template', () => {
  test('takes a user of the seed', async () => {
    const seed = join(createFolder(), 'users.json');
    writeFileSync(seed, JSON.stringify([{ username: 'bob', password: 'Correct-Horse-7' }]));
    const Bob = ofPool('UserPoolUserToGroupAttachment', { GroupName: 'admin', Username: 'bob' });

    const local = await start({ Bob }, { seed });

    const found = await users(local);
    expect(found).toContainEqual(expect.objectContaining({ username: 'bob', groups: ['admin'] }));
  });

  test.each([
    ['a user who is not there', { Username: 'nobody' }, 'UserNotFoundException'],
    ['a group that is not there', { GroupName: 'nobody' }, 'ResourceNotFoundException'],
  ])('fails for %s', async (_, properties, name) => {
    const Membership = ofPool('UserPoolUserToGroupAttachment', {
      ...RESOURCES.Membership.Properties,
      ...properties,
    });

    await expect(start({ Membership })).rejects.toMatchObject({
      code: 'RefusedUser',
      message: expect.stringContaining(name),
    });
  });
});

test('a user of the template signs in for a test once confirmed', async () => {
  const local = await start();
  await administer(local, 'AdminSetUserPassword', {
    Password: 'Correct-Horse-7',
    Permanent: true,
  });

  const { accessToken } = await local.signIn(ADA);

  expect(accessToken).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
});

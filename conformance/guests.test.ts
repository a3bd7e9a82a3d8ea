import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
} from '@aws-sdk/client-cognito-identity';
import { type Local, startLocal } from 'secured-api-local';
import { describe, expect, onTestFinished, test } from 'vitest';
import { apiUrl, configOf } from './support/amplify-user';
import {
  changedAssembly,
  exampleAssembly,
  ofType,
  type Template,
} from './support/example-assembly';
import { quiet } from './support/quiet-log';
import { type Key, sign } from './support/sign';

async function start(assembly: string): Promise<Local> {
  const local = await startLocal({ assembly, port: 0, log: quiet });
  onTestFinished(() => local.stop());
  return local;
}

/** Gives the example's identity pool guests, whose role may invoke what `resource` says. */
function withGuests(template: Template, resource: (apiId: unknown) => unknown): void {
  const [[poolId, pool] = []] = ofType(template, 'AWS::Cognito::IdentityPool');
  const [[, attachment] = []] = ofType(template, 'AWS::Cognito::IdentityPoolRoleAttachment');
  const [[apiId] = []] = ofType(template, 'AWS::ApiGatewayV2::Api');
  if (!pool || !attachment) throw new Error('the template has no identity pool');
  pool.Properties.AllowUnauthenticatedIdentities = true;
  Object.assign(Object(attachment.Properties.Roles), {
    unauthenticated: { 'Fn::GetAtt': ['GuestRole', 'Arn'] },
  });
  template.Resources.GuestRole = {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: { Federated: 'cognito-identity.amazonaws.com' },
          Condition: {
            StringEquals: { 'cognito-identity.amazonaws.com:aud': { Ref: poolId } },
            'ForAnyValue:StringLike': {
              'cognito-identity.amazonaws.com:amr': 'unauthenticated',
            },
          },
        },
      },
      Policies: [
        {
          PolicyName: 'Guest',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: {
              Effect: 'Allow',
              Action: ['execute-api:Invoke', 'iam:CreateUser'],
              Resource: resource({ Ref: apiId }),
            },
          },
        },
      ],
    },
  };
}

const invoke = (path: string) => (apiId: unknown) => ({
  'Fn::Join': ['', ['arn:aws:execute-api:us-east-1:*:', apiId, `/$default/GET/${path}`]],
});

async function guestKey(local: Local): Promise<Key> {
  const { identityPoolId, endpoints } = configOf(local);
  const client = new CognitoIdentityClient({
    region: 'us-east-1',
    endpoint: endpoints.identityPool,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
  const { IdentityId } = await client.send(new GetIdCommand({ IdentityPoolId: identityPoolId }));
  const { Credentials } = await client.send(new GetCredentialsForIdentityCommand({ IdentityId }));
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
}

async function statusOf(local: Local, path: string): Promise<number> {
  const url = `${apiUrl(local)}${path}`;
  const { status } = await fetch(url, await sign(url, await guestKey(local)));
  return status;
}

describe('a guest', () => {
  test('gets no identity where the pool allows none', async () => {
    const local = await start(exampleAssembly());

    await expect(guestKey(local)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Unauthenticated access is not supported for this identity pool.',
    });
  });

  test('gets 403 on a private route that the guest role was not granted', async () => {
    const local = await start(
      changedAssembly((template) => withGuests(template, invoke('elsewhere'))),
    );

    expect(await statusOf(local, '/private')).toBe(403);
    expect(await statusOf(local, '/public')).toBe(200);
  });

  test('is allowed what the guest role was granted', async () => {
    const local = await start(
      changedAssembly((template) => withGuests(template, invoke('private'))),
    );

    expect(await statusOf(local, '/private')).toBe(200);
  });
});

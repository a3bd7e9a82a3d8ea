import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
} from '@aws-sdk/client-cognito-identity';
import { type Local, startLocal } from 'secured-api-local';
import { describe, expect, onTestFinished, test } from 'vitest';
import { apiUrl } from './support/amplify-user';
import { configOf } from './support/config-of';
import { changedAssembly, exampleAssembly } from './support/example-assembly';
import { quiet } from './support/quiet-log';
import { type Key, sign } from './support/sign';
import { withGuests } from './support/with-guests';

async function start(assembly: string): Promise<Local> {
  const local = await startLocal({ assembly, port: 0, log: quiet });
  onTestFinished(() => local.stop());
  return local;
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

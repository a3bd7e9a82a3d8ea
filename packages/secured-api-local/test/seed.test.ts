import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { StartOptions } from '../src/local';
import { startLocal } from '../src/start-local';
import { createFolder, writeAssembly } from './assembly/assembly-fixture';
import { QUIET } from './environment';

const ADA = { username: 'ada', password: 'Correct-Horse-7' };

const TEMPLATE = {
  Resources: {
    Pool: { Type: 'AWS::Cognito::UserPool' },
    Admins: {
      Type: 'AWS::Cognito::UserPoolGroup',
      Properties: { UserPoolId: { Ref: 'Pool' }, GroupName: 'admin' },
    },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: { UserPoolId: { Ref: 'Pool' }, ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] },
    },
    Identities: {
      Type: 'AWS::Cognito::IdentityPool',
      Properties: { AllowUnauthenticatedIdentities: false },
    },
  },
};

async function start(users: readonly object[], options: StartOptions = {}, template = TEMPLATE) {
  const seed = join(createFolder(), 'users.json');
  writeFileSync(seed, JSON.stringify(users));
  const assembly = writeAssembly({ App: { template } });
  const local = await startLocal({ assembly, port: 0, log: QUIET, seed, ...options });
  onTestFinished(() => local.stop());
  return local;
}

const groupsOf = (idToken: string): unknown =>
  JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString())['cognito:groups'];

const refused = (code: string, part: string) => ({
  code,
  message: expect.stringContaining(part),
});

describe('a seed', () => {
  test('has its users there once the run is ready', async () => {
    const local = await start([{ ...ADA, groups: ['admin'] }]);

    const { idToken } = await local.signIn(ADA);

    expect(groupsOf(idToken)).toEqual(['admin']);
  });

  test('leaves who is there already as they are', async () => {
    const stateDirectory = createFolder();
    const first = await start([ADA], { stateDirectory });
    await first.stop();

    const second = await start([{ ...ADA, groups: ['admin'] }], { stateDirectory });

    expect(groupsOf((await second.signIn(ADA)).idToken)).toBeUndefined();
  });

  test('fails for a user whom AWS would refuse, and frees the state folder', async () => {
    const stateDirectory = createFolder();
    const weak = start([{ ...ADA, password: 'short' }], { stateDirectory });
    await expect(weak).rejects.toMatchObject(
      refused('RefusedSeed', "'ada' is refused with InvalidPasswordException"),
    );

    const again = await start([ADA], { stateDirectory });

    expect(await again.signIn(ADA)).toHaveProperty('accessToken');
  });

  test('never tells the password that was refused', async () => {
    const started = start([{ ...ADA, password: 'short-one' }]);

    await expect(started).rejects.not.toMatchObject({
      message: expect.stringContaining('short-one'),
    });
  });

  test('fails for a template that does not say in which pool', async () => {
    const { Client: _, ...Resources } = TEMPLATE.Resources;
    const started = start([ADA], {}, { Resources } as typeof TEMPLATE);

    await expect(started).rejects.toMatchObject(refused('NoClientConfig', 'userPool'));
  });
});

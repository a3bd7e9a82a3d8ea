import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import {
  ClientConfig,
  CognitoAuth,
  type CognitoAuthProps,
  IdentityPoolProvider,
  PrincipalTags,
  RoleRule,
} from 'cdk-secured-api';
import { type Local, startLocal } from 'secured-api-local';
import { expect, onTestFinished, test } from 'vitest';
import { quiet } from './support/quiet-log';

async function start(props: Partial<CognitoAuthProps>): Promise<Local> {
  const outdir = mkdtempSync(join(tmpdir(), 'federation-'));
  onTestFinished(() => rmSync(outdir, { recursive: true }));
  const app = new App({ outdir });
  const stack = new Stack(app, 'Stack');
  const auth = new CognitoAuth(stack, 'Auth', { selfSignUp: true, ...props });
  new CfnOutput(stack, 'ClientConfig', { value: new ClientConfig({ auth }).toJsonString() });
  app.synth();
  const local = await startLocal({ assembly: outdir, port: 0, log: quiet });
  onTestFinished(() => local.stop());
  return local;
}

test.each<[string, Partial<CognitoAuthProps>, RegExp]>([
  [
    'a provider of the identity pool',
    { identityPoolProviders: [IdentityPoolProvider.google({ clientId: 'client' })] },
    /AuthIdentitiesPool\w+.*SupportedLoginProviders/,
  ],
  [
    'an OIDC provider of IAM',
    {
      identityPoolProviders: [IdentityPoolProvider.auth0({ domain: 'a.auth0.com', clientId: 'c' })],
    },
    /AuthIdentitiesLogins\w+.*AWS::IAM::OIDCProvider/,
  ],
  [
    'tags of sessions',
    { principalTags: PrincipalTags.defaults() },
    /AuthIdentitiesTags\w+.*AWS::Cognito::IdentityPoolPrincipalTag/,
  ],
])('%s stops the start here, by the name of the resource', async (_, props, message) => {
  await expect(start(props)).rejects.toThrow(message);
});

test('rules for roles start here', async () => {
  const local = await start({
    groups: [{ name: 'staff' }],
    roleRules: [RoleRule.claimStartsWith('email', 'ada@', 'staff')],
  });

  expect(local.config).toMatchObject({ signIn: { selfSignUp: true } });
});

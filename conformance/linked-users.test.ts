import {
  AdminDisableProviderForUserCommand,
  AdminLinkProviderForUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import { startLocal } from 'secured-api-local';
import { afterAll, expect, test } from 'vitest';
import { addRedirectAuth } from './redirect/redirect-auth';
import { configOf } from './support/config-of';
import { quiet } from './support/quiet-log';
import { stackAssembly } from './support/stack-assembly';

const ORIGIN = 'http://localhost:5173';
const USER = { username: 'ada@example.com', password: 'Correct-Horse-7' };
const PERSON = {
  ProviderName: 'Google',
  ProviderAttributeName: 'Cognito_Subject',
  ProviderAttributeValue: '1234',
};

const assembly = stackAssembly((stack) => addRedirectAuth(stack, ORIGIN));
const local = await startLocal({ assembly: assembly.folder, port: 0, log: quiet });
const { userPoolId: UserPoolId, userPoolClientId: clientId } = configOf(local);
const origin = local.config?.hostedLogin?.url ?? '';
const administrator = new CognitoIdentityProviderClient({
  region: 'us-east-1',
  endpoint: local.url,
  credentials: local.administrator,
  maxAttempts: 1,
});
await local.createUser(USER);

afterAll(async () => {
  administrator.destroy();
  await local.stop();
  assembly.remove();
});

/** Who a person of Google is, by the id token that the hosted login gives. */
async function signInByGoogle(): Promise<Record<string, unknown>> {
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: `${ORIGIN}/`,
    identity_provider: 'Google',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
  const page = await fetch(`${origin}/oauth2/authorize?${query}`);
  const [, token = ''] = /name="_csrf" value="([^"]+)"/.exec(await page.text()) ?? [];
  const back = await fetch(page.url, {
    method: 'POST',
    body: new URLSearchParams({ subject: '1234', _csrf: token }),
    headers: { cookie: page.headers.getSetCookie()[0]?.split(';')[0] ?? '' },
    redirect: 'manual',
  });
  const answer = await fetch(`${origin}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: `${ORIGIN}/`,
      code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
      code: new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '',
    }),
  });
  const { id_token = '' } = (await answer.json()) as Record<string, string>;
  return decodeJwt(id_token);
}

test('aws-sdk links a person of Google to a user, and ends it again', async () => {
  const { accessToken } = await local.signIn(USER);
  const { username, sub } = decodeJwt<{ username: string }>(accessToken);
  await administrator.send(
    new AdminLinkProviderForUserCommand({
      UserPoolId,
      DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: username },
      SourceUser: PERSON,
    }),
  );

  const linked = await signInByGoogle();
  await administrator.send(new AdminDisableProviderForUserCommand({ UserPoolId, User: PERSON }));
  const apart = await signInByGoogle();

  expect(linked).toMatchObject({ sub, 'cognito:username': username, email: USER.username });
  expect(apart).toMatchObject({ 'cognito:username': 'Google_1234' });
});

// A page's own storage, in Node's environment.
import './support/browser-page';
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
} from 'amazon-cognito-identity-js';
import { signIn } from 'aws-amplify/auth';
import { createCognitoClient, moveAmplifySession } from 'react-cognito-hooks';
import { type Local, startLocal } from 'secured-api-local';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { configureAmplify, newUser, PASSWORD } from './support/amplify-user';

import { configOf } from './support/config-of';
import { exampleAssembly } from './support/example-assembly';
import { quiet } from './support/quiet-log';

afterEach(() => localStorage.clear());

const signInByAmplify = (username: string) => signIn({ username, password: PASSWORD });

function signInByIdentityJs(username: string, local: Local): Promise<CognitoUserSession> {
  const { userPoolId, userPoolClientId, endpoints } = configOf(local);
  const Pool = new CognitoUserPool({
    UserPoolId: userPoolId,
    ClientId: userPoolClientId,
    endpoint: endpoints.userPool,
  });
  const user = new CognitoUser({ Username: username, Pool });
  const details = new AuthenticationDetails({ Username: username, Password: PASSWORD });
  return new Promise((onSuccess, onFailure) =>
    user.authenticateUser(details, { onSuccess, onFailure }),
  );
}

test.each([
  ['aws-amplify', signInByAmplify],
  ['amazon-cognito-identity-js', signInByIdentityJs],
])('a session of %s is moved, and goes on', async (_, signInBefore) => {
  const local = await startLocal({ assembly: exampleAssembly(), port: 0, log: quiet });
  onTestFinished(() => local.stop());
  configureAmplify(local);
  const username = await newUser(local);
  await signInBefore(username, local);
  const client = createCognitoClient(configOf(local));

  const isMoved = await moveAmplifySession(client);
  const renewed = await client.refresh();
  const response = await client.fetch()('/private');

  expect(isMoved).toBe(true);
  expect(renewed).toMatchObject({ ok: true, data: { email: username } });
  expect(response.status).toBe(200);
  expect(JSON.stringify(localStorage)).not.toContain('LastAuthUser');
});

import {
  AdminAddUserToGroupCommand,
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  type CognitoIdentityProviderClientConfig,
} from '@aws-sdk/client-cognito-identity-provider';
import { confirmSignIn, fetchAuthSession, signIn, signUp } from 'aws-amplify/auth';
import { startLocal } from 'secured-api-local';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { configureAmplify, forgetSession, newSession, PASSWORD } from './support/amplify-user';
import { configOf } from './support/config-of';
import { changedAssembly, exampleAssembly } from './support/example-assembly';
import { quiet } from './support/quiet-log';
import { uniqueAddress } from './support/unique-address';

const local = await startLocal({ assembly: exampleAssembly(), port: 0, log: quiet });
const { userPoolId: UserPoolId, endpoints } = configOf(local);

beforeAll(() => configureAmplify(local));
afterEach(forgetSession);
afterAll(() => local.stop());

function client(credentials: CognitoIdentityProviderClientConfig['credentials']) {
  return new CognitoIdentityProviderClient({
    region: 'us-east-1',
    endpoint: endpoints.userPool,
    maxAttempts: 1,
    ...(credentials && { credentials }),
  });
}

const administrator = client(local.administrator);

describe('an administrator with aws-sdk', () => {
  test('creates a user, who then chooses a password of their own', async () => {
    const username = uniqueAddress('email');
    await administrator.send(
      new AdminCreateUserCommand({
        UserPoolId,
        Username: username,
        TemporaryPassword: PASSWORD,
        UserAttributes: [
          { Name: 'email', Value: username },
          { Name: 'email_verified', Value: 'true' },
        ],
      }),
    );

    const { nextStep } = await signIn({ username, password: PASSWORD });
    const { isSignedIn } = await confirmSignIn({ challengeResponse: 'Other-horse-8!' });

    expect(nextStep.signInStep).toBe('CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED');
    expect(isSignedIn).toBe(true);
  });

  test('confirms a sign-up and sets a password for good', async () => {
    const username = uniqueAddress('email');
    const options = { userAttributes: { email: username } };
    await signUp({ username, password: PASSWORD, options });
    const user = { UserPoolId, Username: username };

    await administrator.send(new AdminConfirmSignUpCommand(user));
    await administrator.send(
      new AdminSetUserPasswordCommand({ ...user, Password: 'Other-horse-8!', Permanent: true }),
    );

    const { isSignedIn } = await signIn({ username, password: 'Other-horse-8!' });
    expect(isSignedIn).toBe(true);
  });

  test('puts a user into a group that the template has', async () => {
    const assembly = changedAssembly((template) => {
      const [poolId = ''] = Object.keys(local.userPools);
      template.Resources.Admins = {
        Type: 'AWS::Cognito::UserPoolGroup',
        Properties: { UserPoolId: { Ref: poolId }, GroupName: 'admins', Precedence: 1 },
      };
    });
    const grouped = await startLocal({ assembly, port: 0, log: quiet });
    const session = await newSession(grouped);
    const config = configOf(grouped);
    const sdk = new CognitoIdentityProviderClient({
      region: 'us-east-1',
      endpoint: config.endpoints.userPool,
      credentials: grouped.administrator,
    });

    await sdk.send(
      new AdminAddUserToGroupCommand({
        UserPoolId: config.userPoolId,
        Username: session.address,
        GroupName: 'admins',
      }),
    );

    const { tokens } = await fetchAuthSession({ forceRefresh: true });
    expect(tokens?.idToken?.payload['cognito:groups']).toEqual(['admins']);
    await forgetSession();
    await grouped.stop();
    configureAmplify(local);
  });
});

describe('an operation that needs IAM', () => {
  const command = () =>
    new AdminCreateUserCommand({ UserPoolId, Username: uniqueAddress('email') });

  test('fails for the role of a signed-in user, naming who and what', async () => {
    const { credentials } = await newSession(local);

    await expect(client(credentials).send(command())).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringMatching(
        /^User: arn:aws:sts::\d{12}:assumed-role\/.+ is not authorized to perform: cognito-idp:AdminCreateUser on resource: arn:aws:cognito-idp:us-east-1:\d{12}:userpool\/us-east-1_\w+$/,
      ),
    });
  });

  test('fails for an unknown key and for a wrong secret', async () => {
    const unknown = { accessKeyId: 'AKIAUNKNOWNUNKNOWN00', secretAccessKey: 'x'.repeat(40) };
    const wrong = { ...local.administrator, secretAccessKey: 'x'.repeat(40) };

    await expect(client(unknown).send(command())).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
    await expect(client(wrong).send(command())).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    });
  });

  test('fails without a signature', async () => {
    const answer = await fetch(endpoints.userPool, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.AdminCreateUser',
      },
      body: JSON.stringify({ UserPoolId, Username: uniqueAddress('email') }),
    });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
  });
});

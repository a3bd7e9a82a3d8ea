import { CfnOutput, SecretValue, type Stack } from 'aws-cdk-lib';
import { ClientConfig, CognitoAuth, UserPoolProvider } from 'cdk-secured-api';

/** Adds a user pool with hosted login for a page of that origin, by the pool itself and by Google. */
export function addRedirectAuth(stack: Stack, origin: string): void {
  const auth = new CognitoAuth(stack, 'Auth', {
    selfSignUp: true,
    hostedLogin: {
      domainPrefix: 'random-numbers',
      callbackUrls: [`${origin}/`],
      logoutUrls: [`${origin}/`],
      providers: [
        UserPoolProvider.google({
          clientId: 'client',
          clientSecret: SecretValue.secretsManager('google'),
        }),
      ],
    },
  });
  new CfnOutput(stack, 'ClientConfig', { value: new ClientConfig({ auth }).toJsonString() });
}

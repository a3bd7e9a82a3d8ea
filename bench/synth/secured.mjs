import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CognitoAuth, RouteHandler, SecuredApi } from 'cdk-secured-api';
import { handlerFunction } from './handler-function.mjs';
import { routeKeys } from './route-keys.mjs';

/** Sign-in and an API of so many routes, by this library. */
export class SecuredStack extends Stack {
  constructor(scope, id, { routes }) {
    super(scope, id);
    const auth = new CognitoAuth(this, 'Auth', {
      selfSignUp: true,
      signInAliases: { email: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const handler = RouteHandler.fromFunction(handlerFunction(this));
    new SecuredApi(this, 'Api', {
      auth,
      origins: ['https://www.example.com'],
      removalPolicy: RemovalPolicy.DESTROY,
      routes: Object.fromEntries(routeKeys(routes).map((key) => [key, { handler }])),
    });
  }
}

import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CognitoAuth, RouteAccess, RouteHandler, SecuredApi } from 'cdk-secured-api';
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

/** An API whose every third route is for a group, so that grants must be fenced off from each other. */
export class FencedStack extends Stack {
  constructor(scope, id, { routes }) {
    super(scope, id);
    const auth = new CognitoAuth(this, 'Auth', { selfSignUp: true, groups: [{ name: 'staff' }] });
    const handler = RouteHandler.fromFunction(handlerFunction(this));
    const access = RouteAccess.group('staff');
    const declared = routeKeys(routes).map((key, index) => [
      index % 3 === 0 ? `${key}/history` : key,
      index % 3 === 0 ? { handler, access } : { handler },
    ]);
    new SecuredApi(this, 'Api', { auth, routes: Object.fromEntries(declared) });
  }
}

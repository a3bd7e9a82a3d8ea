import type { Stack } from 'aws-cdk-lib';
import { CognitoAuth, RouteAccess, SecuredApi } from '../../src';
import { inlineHandler, newStack } from '../fixtures';

/** What says nothing but what it must. */
function leastStack(): Stack {
  const stack = newStack({ id: 'Least' });
  const auth = new CognitoAuth(stack, 'Auth', { selfSignUp: true });
  const routes = { 'GET /private': { handler: inlineHandler(stack) } };
  new SecuredApi(stack, 'Api', { auth, routes });
  return stack;
}

/** What uses everything that makes a resource of its own. */
function completeStack(): Stack {
  const stack = newStack({ id: 'Complete' });
  const auth = new CognitoAuth(stack, 'Auth', {
    selfSignUp: false,
    signInAliases: { email: true, phone: true },
    guests: true,
    groups: [{ name: 'admin', includes: ['editor'] }, { name: 'editor' }],
  });
  const handler = inlineHandler(stack);
  new SecuredApi(stack, 'Api', {
    auth,
    origins: ['https://www.example.com'],
    routes: {
      'GET /private': { handler },
      'GET /items/{id}': { handler, access: RouteAccess.group('editor') },
      'PUT /users/{id}': { handler, access: RouteAccess.owner('id') },
      'GET /token': { handler, access: RouteAccess.jwt() },
      'POST /visits': { handler, access: RouteAccess.guests() },
      'ANY /any/{path+}': { handler, access: RouteAccess.grantees() },
      'GET /public': { handler: inlineHandler(stack, 'Open'), access: RouteAccess.anyone() },
    },
  });
  return stack;
}

/** The stacks that an upgrade is tried on. */
export const STACKS: Readonly<Record<string, () => Stack>> = {
  complete: completeStack,
  least: leastStack,
};

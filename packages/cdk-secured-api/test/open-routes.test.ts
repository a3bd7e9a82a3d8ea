import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { RouteAccess, SecuredApi } from '../src';
import { inlineHandler, newAuth, newStack } from './fixtures';

const anyone = RouteAccess.anyone();

/** An API with a guarded and an open route, by one function or by two. */
function meeting(guarded: string, open: string, handlers: 'one' | 'two') {
  const stack = newStack();
  const handler = inlineHandler(stack);
  new SecuredApi(stack, 'Api', {
    auth: newAuth(stack),
    routes: {
      [guarded]: { handler },
      [open]: {
        handler: handlers === 'one' ? handler : inlineHandler(stack, 'Other'),
        access: anyone,
      },
    },
  });
  return stack;
}

describe('an open route that answers beside a guarded one', () => {
  test.each([
    ['GET /private', 'ANY /{proxy+}', 'POST /private'],
    ['GET /private', '$default', 'POST /private'],
    ['POST /private', '$default', 'GET /private'],
    ['GET /private', 'GET /{proxy+}', 'GET /private/'],
    ['GET /users/{id}', 'ANY /users/{rest+}', 'POST /users/1'],
    ['ANY /private', '$default', 'OPTIONS /private'],
  ])('fails where one function runs %s and %s', (guarded, open, witness) => {
    const stack = meeting(guarded, open, 'one');

    expect(() => Template.fromStack(stack)).toThrow(
      `OpenRouteRunsGuarded: the request '${witness}' misses '${guarded}', which IAM guards, and ` +
        `reaches '${open}', which is open to anyone, by the same function and without ` +
        'IAM: use another function or another path [Stack/Api]',
    );
  });

  test('fails as well where it asks for a token only', () => {
    const stack = newStack();
    const handler = inlineHandler(stack);
    new SecuredApi(stack, 'Api', {
      auth: newAuth(stack),
      routes: {
        'GET /private': { handler },
        $default: { handler, access: RouteAccess.jwt() },
      },
    });

    expect(() => Template.fromStack(stack)).toThrow("reaches '$default', which takes any token");
  });

  test('is a warning where another function answers', () => {
    const stack = meeting('GET /private', '$default', 'two');

    Annotations.fromStack(stack).hasWarning(
      '/Stack/Api',
      Match.stringLikeRegexp(
        "^OpenRouteMeetsGuarded: .*the request 'POST /private' misses 'GET /private'",
      ),
    );
  });

  test.each([
    ['GET /private', 'ANY /public/{proxy+}'],
    ['GET /private', 'GET /public'],
    ['GET /items/{id}', 'POST /items/{id}'],
  ])('is none for %s and %s', (guarded, open) => {
    const stack = meeting(guarded, open, 'one');

    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
  });
});

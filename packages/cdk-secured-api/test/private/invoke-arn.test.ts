import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { invokeArn, permissionSourceArn } from '../../src/private/invoke-arn';
import { parseRouteKey } from '../../src/private/route-key';

const stack = new Stack(new App(), 'Stack');
const routeOf = (text: string) => parseRouteKey(text, stack);
const tailOf = (text: string) =>
  stack.resolve(permissionSourceArn(stack, 'api', routeOf(text)))['Fn::Join'][1].at(-1);

test.each(['$default', 'v1'])('an invoke ARN holds the stage %s literally', (stageName) => {
  const arn = stack.resolve(invokeArn(stack, { apiId: 'api', stageName }, 'GET/random'));

  expect(arn).toEqual({
    'Fn::Join': [
      '',
      [
        'arn:',
        { Ref: 'AWS::Partition' },
        ':execute-api:',
        { Ref: 'AWS::Region' },
        ':',
        { Ref: 'AWS::AccountId' },
        `:api/${stageName}/GET/random`,
      ],
    ],
  });
});

describe('the source of a Lambda permission', () => {
  test.each([
    ['GET /users/{id}/orders', ':api/*/GET/users/{id}/orders'],
    ['ANY /a', ':api/*/*/a'],
    ['$default', ':api/*/$default'],
  ])('of %s keeps the template', (key, tail) => {
    expect(tailOf(key)).toBe(tail);
  });
});

import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, test } from 'vitest';
import { type CognitoAuth, TriggerHandler } from '../src';
import { inlineFunction, newAuth, newStack } from './fixtures';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:sign-ups';

/** An auth with three triggers, two of which are one function. */
function withTriggers(stack: Stack): CognitoAuth {
  const shared = TriggerHandler.fromFunction(inlineFunction(stack, 'Shared'));
  return newAuth(stack, {
    triggers: {
      postConfirmation: TriggerHandler.fromFunction(inlineFunction(stack, 'Own')),
      preSignUp: shared,
      preAuthentication: shared,
    },
  });
}

/** What each role may do by policies of its own: actions by the role's logical id. */
function rightsOf(stack: Stack): Record<string, string[]> {
  const policies = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  return Object.fromEntries(
    policies.map(({ Properties }) => [
      String(Properties.Roles[0].Ref ?? Properties.Roles[0]['Fn::ImportValue']),
      Properties.PolicyDocument.Statement.map(({ Action }: { Action: string }) => Action),
    ]),
  );
}

function publish(): PolicyStatement {
  return new PolicyStatement({ actions: ['sns:Publish'], resources: [TOPIC] });
}

describe('permissions of triggers', () => {
  test('reach the function of every trigger, once', () => {
    const stack = newStack();

    withTriggers(stack).attachPermissionsForTriggers([publish()]);

    expect(rightsOf(stack)).toEqual({
      [roleIn(stack, 'Own')]: ['sns:Publish'],
      [roleIn(stack, 'Shared')]: ['sns:Publish'],
    });
  });

  test('reach the function of one trigger, and no other', () => {
    const stack = newStack();

    withTriggers(stack).attachPermissionsForTrigger('postConfirmation', [publish()]);

    expect(rightsOf(stack)).toEqual({ [roleIn(stack, 'Own')]: ['sns:Publish'] });
  });

  test('may be rights to the user pool without a circle', () => {
    const stack = newStack();
    const auth = withTriggers(stack);

    auth.userPool.grant(auth.trigger('postConfirmation'), 'cognito-idp:AdminAddUserToGroup');

    expect(rightsOf(stack)).toEqual({
      [roleIn(stack, 'Own')]: ['cognito-idp:AdminAddUserToGroup'],
    });
  });

  test('to resources of another stack are policies of that stack', () => {
    const app = new App();
    const users = newStack({ app, id: 'Users' });
    const files = newStack({ app, id: 'Files' });
    const auth = withTriggers(users);

    new Bucket(files, 'Bucket').grantPut(auth.trigger('preSignUp'));

    expect(rightsOf(users)).toEqual({});
    expect(Object.keys(rightsOf(files))).toEqual([
      expect.stringContaining('Users:ExportsOutputRefSharedServiceRole'),
    ]);
  });

  test('come together in one policy of each role', () => {
    const stack = newStack();
    const auth = withTriggers(stack);

    auth.attachPermissionsForTrigger('preSignUp', [publish()]);
    auth.attachPermissionsForTrigger('preAuthentication', [
      new PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::lists/blocked'] }),
    ]);

    expect(rightsOf(stack)).toEqual({
      [roleIn(stack, 'Shared')]: ['sns:Publish', 's3:GetObject'],
    });
  });

  test.each(['customMessage', 'userMigration'])('fail for %s, which is not there', (name) => {
    expect(() => withTriggers(newStack()).trigger(name)).toThrow(
      `TriggerMissing: this auth has no trigger '${name}', set triggers.${name} [Stack/Auth]`,
    );
  });

  test('fail for a name that AWS does not have', () => {
    const auth = withTriggers(newStack());

    expect(() => auth.attachPermissionsForTrigger('preSignup', [publish()])).toThrow(
      /^TriggerNotFound: trigger 'preSignup' does not exist, use one of .*preSignUp/,
    );
  });

  test('fail where there are no triggers', () => {
    expect(() => newAuth(newStack()).attachPermissionsForTriggers([publish()])).toThrow(
      'TriggerMissing: this auth has no triggers, set triggers [Stack/Auth]',
    );
  });

  test('fail for an imported function whose role is unknown', () => {
    const stack = newStack();
    const arn = 'arn:aws:lambda:us-east-1:111122223333:function:sign-up';
    const handler = TriggerHandler.fromFunction(
      LambdaFunction.fromFunctionAttributes(stack, 'Fn', {
        functionArn: arn,
        skipPermissions: true,
      }),
    );

    expect(() => newAuth(stack, { triggers: { preSignUp: handler } }).trigger('preSignUp')).toThrow(
      "TriggerWithoutRole: the function of the trigger 'preSignUp' is imported without its role",
    );
  });
});

function roleIn(stack: Stack, prefix: string): string {
  const roles = Object.keys(Template.fromStack(stack).findResources('AWS::IAM::Role'));
  return roles.find((id) => id.startsWith(prefix)) ?? `no role ${prefix}`;
}

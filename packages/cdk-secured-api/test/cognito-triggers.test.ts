import { join } from 'node:path';
import { App, Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { FeaturePlan, LambdaVersion } from 'aws-cdk-lib/aws-cognito';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import { TriggerHandler } from '../src';
import { inlineFunction, newAuth, newStack, onlyProperties } from './fixtures';

const PLAIN = [
  'customMessage',
  'postAuthentication',
  'postConfirmation',
  'preAuthentication',
  'preSignUp',
  'preTokenGeneration',
  'userMigration',
] as const;

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

describe('a trigger', () => {
  test.each(PLAIN)('%s runs its function, and Cognito alone may call it', (name) => {
    const stack = newStack();
    const handler = TriggerHandler.fromFunction(inlineFunction(stack));

    newAuth(stack, { triggers: { [name]: handler } });

    const functionArn = { 'Fn::GetAtt': [expect.stringMatching(/^Fn/), 'Arn'] };
    expect(onlyProperties(stack, 'AWS::Cognito::UserPool').LambdaConfig).toEqual({
      [capital(name)]: functionArn,
    });
    expect(onlyProperties(stack, 'AWS::Lambda::Permission')).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: functionArn,
      Principal: 'cognito-idp.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': [expect.stringMatching(/^AuthUsersPool/), 'Arn'] },
    });
  });

  test('of a file has the 5 seconds that Cognito waits', () => {
    const stack = newStack({ app: new App({ context: { 'aws:cdk:bundling-stacks': [] } }) });
    const entry = join(__dirname, 'entries/echo.ts');

    newAuth(stack, { triggers: { preSignUp: TriggerHandler.fromEntry(entry) } });

    expect(onlyProperties(stack, 'AWS::Lambda::Function')).toMatchObject({ Timeout: 5 });
  });

  test('of a file lays its options over the ones that all triggers share', () => {
    const stack = newStack({ app: new App({ context: { 'aws:cdk:bundling-stacks': [] } }) });
    const entry = join(__dirname, 'entries/echo.ts');
    const handler = TriggerHandler.fromEntry(entry, {
      memorySize: 256,
      environment: { B: 'own' },
    });

    newAuth(stack, {
      triggers: { preSignUp: handler },
      triggerDefaults: {
        memorySize: 1024,
        timeout: Duration.seconds(2),
        environment: { A: 'default', B: 'default' },
      },
    });

    const { Environment, MemorySize, Timeout } = onlyProperties(stack, 'AWS::Lambda::Function');
    expect({ MemorySize, Timeout }).toEqual({ MemorySize: 256, Timeout: 2 });
    expect(Environment.Variables).toMatchObject({ A: 'default', B: 'own' });
  });

  test('that takes the same handler as another is the same function', () => {
    const stack = newStack({ app: new App({ context: { 'aws:cdk:bundling-stacks': [] } }) });
    const handler = TriggerHandler.fromEntry(join(__dirname, 'entries/echo.ts'));

    newAuth(stack, { triggers: { preSignUp: handler, preAuthentication: handler } });

    Template.fromStack(stack).resourceCountIs('AWS::Lambda::Function', 1);
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::Permission', 2);
  });

  test('fails for a timeout that Cognito does not wait for', () => {
    const handler = TriggerHandler.fromEntry(join(__dirname, 'entries/echo.ts'), {
      timeout: Duration.seconds(6),
    });

    expect(() => newAuth(newStack(), { triggers: { preSignUp: handler } })).toThrow(
      'TimeoutTooLong: timeout of 6 s is never reached, the caller gives up after 5 s, ' +
        'use that or less [Stack/Auth/Users/PreSignUp]',
    );
  });

  test('fails for a name that AWS does not have', () => {
    const stack = newStack();
    const handler = TriggerHandler.fromFunction(inlineFunction(stack));
    const triggers: Record<string, TriggerHandler> = { preAuthentification: handler };

    expect(() => newAuth(stack, { triggers })).toThrow(
      /^TriggerNotFound: trigger 'preAuthentification' does not exist, use one of createAuth/,
    );
  });
});

describe('preTokenGeneration', () => {
  function lambdaConfigOf(preTokenGenerationVersion?: LambdaVersion) {
    const stack = newStack();
    const handler = TriggerHandler.fromFunction(inlineFunction(stack));
    newAuth(stack, { triggers: { preTokenGeneration: handler }, preTokenGenerationVersion });
    return onlyProperties(stack, 'AWS::Cognito::UserPool').LambdaConfig;
  }

  const functionArn = { 'Fn::GetAtt': [expect.stringMatching(/^Fn/), 'Arn'] };

  test.each([undefined, LambdaVersion.V1_0])('gets version 1 of its event for %s', (version) => {
    expect(lambdaConfigOf(version)).toEqual({ PreTokenGeneration: functionArn });
  });

  test.each([LambdaVersion.V2_0, LambdaVersion.V3_0])('gets version %s', (version) => {
    expect(lambdaConfigOf(version)).toEqual({
      PreTokenGenerationConfig: { LambdaArn: functionArn, LambdaVersion: version },
    });
  });

  test('fails for a later version in the plan LITE', () => {
    const stack = newStack();
    const handler = TriggerHandler.fromFunction(inlineFunction(stack));

    expect(() =>
      newAuth(stack, {
        triggers: { preTokenGeneration: handler },
        preTokenGenerationVersion: LambdaVersion.V2_0,
        featurePlan: FeaturePlan.LITE,
      }),
    ).toThrow('FeatureNotInPlan: preTokenGenerationVersion needs the plan ESSENTIALS or PLUS');
  });

  test('fails for a version without a trigger', () => {
    expect(() => newAuth(newStack(), { preTokenGenerationVersion: LambdaVersion.V2_0 })).toThrow(
      'TriggerVersionUnused: preTokenGenerationVersion is V2_0, but there is no such trigger: set ' +
        'triggers.preTokenGeneration or leave the version out [Stack/Auth]',
    );
  });
});

describe('the custom flow', () => {
  const customFlow = ['createAuthChallenge', 'defineAuthChallenge', 'verifyAuthChallengeResponse'];

  test('is allowed to the client once its three triggers are there', () => {
    const stack = newStack();
    const handler = TriggerHandler.fromFunction(inlineFunction(stack));

    newAuth(stack, { triggers: Object.fromEntries(customFlow.map((name) => [name, handler])) });

    expect(onlyProperties(stack, 'AWS::Cognito::UserPoolClient').ExplicitAuthFlows).toEqual([
      'ALLOW_CUSTOM_AUTH',
      'ALLOW_USER_SRP_AUTH',
      'ALLOW_REFRESH_TOKEN_AUTH',
    ]);
  });

  test('fails where a trigger of it is missing', () => {
    const stack = newStack();
    const handler = TriggerHandler.fromFunction(inlineFunction(stack));

    expect(() => newAuth(stack, { triggers: { createAuthChallenge: handler } })).toThrow(
      'CustomFlowIncomplete: the custom flow lacks the triggers defineAuthChallenge, ' +
        'verifyAuthChallengeResponse, it needs all three [Stack/Auth/Users]',
    );
  });
});

describe('custom senders', () => {
  test('get codes that only the key opens', () => {
    const stack = newStack();
    const handler = TriggerHandler.fromFunction(inlineFunction(stack));

    newAuth(stack, {
      customSenderKmsKey: new Key(stack, 'Key'),
      triggers: { customEmailSender: handler },
    });

    expect(onlyProperties(stack, 'AWS::Cognito::UserPool').LambdaConfig).toEqual({
      CustomEmailSender: {
        LambdaArn: { 'Fn::GetAtt': [expect.stringMatching(/^Fn/), 'Arn'] },
        LambdaVersion: 'V1_0',
      },
      KMSKeyID: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] },
    });
    expect(onlyProperties(stack, 'AWS::IAM::Policy')).toMatchObject({
      Roles: [{ Ref: expect.stringMatching(/^FnServiceRole/) }],
      PolicyDocument: {
        Statement: [
          {
            Action: 'kms:Decrypt',
            Effect: 'Allow',
            Resource: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] },
          },
        ],
      },
    });
  });

  test('may be functions whose roles give them the key elsewhere', () => {
    const stack = newStack();
    const functionArn = 'arn:aws:lambda:us-east-1:111122223333:function:send';
    const handler = TriggerHandler.fromFunction(
      LambdaFunction.fromFunctionAttributes(stack, 'Fn', { functionArn, skipPermissions: true }),
    );

    newAuth(stack, {
      customSenderKmsKey: new Key(stack, 'Key'),
      triggers: { customSmsSender: handler },
    });

    Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 0);
  });

  test('fail without a key', () => {
    const stack = newStack();
    const handler = TriggerHandler.fromFunction(inlineFunction(stack));

    expect(() => newAuth(stack, { triggers: { customSmsSender: handler } })).toThrow(
      'SenderKeyMissing: customEmailSender and customSmsSender get codes encrypted, ' +
        'set customSenderKmsKey [Stack/Auth/Users]',
    );
  });

  test('fail for a key without a sender', () => {
    const stack = newStack();

    expect(() => newAuth(stack, { customSenderKmsKey: new Key(stack, 'Key') })).toThrow(
      /^SenderKeyUnused/,
    );
  });
});

test('triggers make the same template in whatever order they are written', () => {
  const templates = [PLAIN, [...PLAIN].reverse()].map((names) => {
    const stack = newStack();
    const handler = TriggerHandler.fromFunction(inlineFunction(stack));
    newAuth(stack, { triggers: Object.fromEntries(names.map((name) => [name, handler])) });
    return JSON.stringify(Template.fromStack(stack).toJSON());
  });

  expect(templates[0]).toBe(templates[1]);
});

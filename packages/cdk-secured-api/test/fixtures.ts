import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { CognitoAuth, type CognitoAuthProps, RouteHandler, SecuredApi } from '../src';

/** A stack of an app of its own. */
export function newStack(props: StackProps & { app?: App; id?: string } = {}): Stack {
  return new Stack(props.app ?? new App(), props.id ?? 'Stack', props);
}

/** A function without assets, so that a template does not depend on files. */
export function inlineFunction(scope: Construct, id = 'Fn'): LambdaFunction {
  return new LambdaFunction(scope, id, {
    code: Code.fromInline('exports.handler = async () => ({})'),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
  });
}

export function inlineHandler(scope: Construct, id = 'Fn'): RouteHandler {
  return RouteHandler.fromFunction(inlineFunction(scope, id));
}

export function newAuth(scope: Construct, props: Partial<CognitoAuthProps> = {}): CognitoAuth {
  return new CognitoAuth(scope, 'Auth', { selfSignUp: true, ...props });
}

export function newApi(scope: Construct, auth?: CognitoAuth): SecuredApi {
  return new SecuredApi(scope, 'Api', { auth });
}

/** The properties of the only resource of a type. */
export function onlyProperties(stack: Stack, type: string) {
  const found = Object.values(Template.fromStack(stack).findResources(type));
  if (found.length !== 1) throw new Error(`${found.length} resources of type ${type}`);
  return found[0]?.Properties;
}

/** The properties of the user pool of an auth. */
export function poolOf(props: Partial<CognitoAuthProps> = {}) {
  const stack = newStack();
  newAuth(stack, props);
  return onlyProperties(stack, 'AWS::Cognito::UserPool');
}

/** The properties of the one client of an auth. */
export function clientOf(props: Partial<CognitoAuthProps> = {}) {
  const stack = newStack();
  newAuth(stack, props);
  return onlyProperties(stack, 'AWS::Cognito::UserPoolClient');
}

/** What a stack's policies let invoke, or deny: `METHOD/path` by the logical id of the role. */
export function invokePatterns(
  stack: Stack,
  effect: 'Allow' | 'Deny' = 'Allow',
): Record<string, string[]> {
  const template = Template.fromStack(stack);
  const policies = [
    ...Object.values(template.findResources('AWS::IAM::Policy')),
    ...Object.values(template.findResources('AWS::IAM::ManagedPolicy')),
  ];
  const granted: Record<string, string[]> = {};
  for (const { Properties } of policies) {
    for (const statement of Properties.PolicyDocument.Statement) {
      if (statement.Action !== 'execute-api:Invoke' || statement.Effect !== effect) continue;
      const role = nameOfRole(Properties.Roles[0]);
      granted[role] = [...(granted[role] ?? []), ...[statement.Resource].flat().map(patternOf)];
    }
  }
  return granted;
}

function nameOfRole(role: { Ref?: string; 'Fn::ImportValue'?: string }): string {
  const name = role.Ref ?? role['Fn::ImportValue'] ?? JSON.stringify(role);
  return /(Authenticated|Guests|Group\w*?)Role/.exec(name)?.[1] ?? name;
}

/** `METHOD/path` of an invoke ARN. */
export function patternOf(resource: { 'Fn::Join': [string, unknown[]] }): string {
  return String(resource['Fn::Join'][1].at(-1)).replace('/$default/', '');
}

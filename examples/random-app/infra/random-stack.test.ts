import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RandomStack } from './random-stack';

const before = process.cwd();

beforeAll(() => process.chdir(fileURLToPath(new URL('..', import.meta.url))));
afterAll(() => process.chdir(before));

/** The stack of a stage, nothing bundled: the template does not depend on them. */
function templateOf(stage: string, context: Record<string, unknown> = {}): Template {
  const app = new App({ context: { stage, 'aws:cdk:bundling-stacks': [], ...context } });
  return Template.fromStack(
    new RandomStack(app, 'Random', { stage, env: { region: 'us-east-1' } }),
  );
}

test('the outputs are the five that clients read', () => {
  expect(Object.keys(templateOf('dev').toJSON().Outputs).sort()).toEqual([
    'ApiEndpoint',
    'ClientConfig',
    'IdentityPoolId',
    'UserPoolClientId',
    'UserPoolId',
  ]);
});

test('the site is left to the machine where the stack is run on one', () => {
  const [deployed, local] = [{}, { 'secured-api:local': true }].map((context) =>
    templateOf('dev', context).findResources('Custom::CDKBucketDeployment'),
  );

  expect(Object.keys(deployed ?? {})).toHaveLength(3);
  expect(local).toEqual({});
});

test('the private number is guarded by IAM and the public one is not', () => {
  const routes = templateOf('dev').findResources('AWS::ApiGatewayV2::Route');

  expect(
    Object.values(routes).map(({ Properties }) => [
      Properties.RouteKey,
      Properties.AuthorizationType,
    ]),
  ).toEqual([
    ['GET /private', 'AWS_IAM'],
    ['GET /public', 'NONE'],
  ]);
});

describe('the stage', () => {
  test.each([
    ['dev', 'Delete', ['http://localhost:5173']],
    ['prod', 'Retain', []],
  ])('%s has the deletion policy %s and lets the site in, and %j', (stage, policy, origins) => {
    const template = templateOf(stage);

    const [pool] = Object.values(template.findResources('AWS::Cognito::UserPool'));
    const [api] = Object.values(template.findResources('AWS::ApiGatewayV2::Api'));
    const site = ['https://', { 'Fn::GetAtt': [expect.stringMatching(/^Site/), 'DomainName'] }];
    expect(pool?.DeletionPolicy).toBe(policy);
    expect(api?.Properties.CorsConfiguration?.AllowOrigins).toEqual([
      ...origins,
      { 'Fn::Join': ['', site] },
    ]);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Aspects, Stack, Validations } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CognitoAuth, RouteAccess, RouteHandler, SecuredApi, TriggerHandler } from '../src';

const STRICT = {
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  '@aws-cdk/core:strictCfnValidateErrors': true,
};
const ENTRY = join(__dirname, 'entries/echo.ts');

/** The stack that a user gets who writes only what has no default, and one with everything on. */
function addStack(app: App, id: string, everything: boolean): void {
  const stack = new Stack(app, id, { env: { region: 'us-east-1' } });
  const auth = new CognitoAuth(stack, 'Auth', {
    selfSignUp: true,
    ...(everything && {
      guests: true,
      groups: [{ name: 'admin', includes: ['editor'] }, { name: 'editor' }],
      signInAliases: { email: true, phone: true },
      triggers: { preSignUp: TriggerHandler.fromEntry(ENTRY) },
    }),
  });
  const api = new SecuredApi(stack, 'Api', {
    auth,
    routes: {
      'GET /private': { handler: RouteHandler.fromEntry(ENTRY) },
      'GET /public': { handler: RouteHandler.fromEntry(ENTRY), access: RouteAccess.anyone() },
    },
  });
  if (!everything) return;
  const handler = RouteHandler.fromEntry(ENTRY);
  api.addRoutes({
    'ANY /files/{path+}': { handler, access: RouteAccess.group('editor') },
    'POST /visits': { handler, access: RouteAccess.guests() },
  });
}

beforeEach(() => {
  vi.stubEnv('CDK_VALIDATION', 'true');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe.each([
  ['a default stack', false],
  ['a stack with everything on', true],
])('%s', (_, everything) => {
  test('has no finding of CloudFormation’s own validation, no cycle and no warning', () => {
    const app = new App({ context: STRICT });
    addStack(app, 'Stack', everything);

    const { directory } = app.synth();

    const { pluginReports } = JSON.parse(
      readFileSync(join(directory, 'validation-report.json'), 'utf8'),
    );
    expect(pluginReports).toEqual([]);
  });

  test('has no error of cdk-nag’s AwsSolutions', () => {
    const app = new App({ context: STRICT });
    addStack(app, 'Stack', everything);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

    expect(() => app.synth()).not.toThrow();
  });
});

test('cdk-nag does find what is wrong', () => {
  const app = new App({ context: STRICT });
  addStack(app, 'Stack', false);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  Aspects.of(app).add({
    visit: (node) => {
      if (node instanceof CfnFunction) node.runtime = 'nodejs18.x';
    },
  });

  expect(() => app.synth()).toThrow();
});

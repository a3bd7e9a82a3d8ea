import { onTestFinished } from 'vitest';
import type { FunctionSettings } from '../../src/lambda/function-settings';
import type { Caller, InvokeAnswer } from '../../src/lambda/functions';
import { LocalFunctions } from '../../src/lambda/local-functions';
import { createRandom } from '../../src/support/random';
import { ENVIRONMENT } from '../environment';
import { createStsFixture, SERVICE_TRUST, type StsFixture } from '../sts/sts-fixture';

export const API: Caller = {
  service: 'apigateway.amazonaws.com',
  sourceArn: 'arn:aws:execute-api:us-east-1:111122223333:abcdefghij/$default/GET/hello',
  sourceAccount: '111122223333',
};

/** Lambda with one function, which everybody at API Gateway may call. */
export interface FunctionsFixture extends StsFixture {
  readonly functions: LocalFunctions;
  readonly lines: string[];
  readonly settings: FunctionSettings;
  invoke(event?: unknown): Promise<InvokeAnswer>;
}

/** What a test changes, beside the settings of the function. */
export interface FunctionsFixtureOptions extends Partial<FunctionSettings> {
  /** Inline code. */
  readonly source?: string;
  readonly endpoints?: Readonly<Record<string, string>>;
  /** Runs the function in the place of this process. */
  readonly command?: string;
}

export function createFunctionsFixture(options: FunctionsFixtureOptions = {}): FunctionsFixture {
  const {
    source = 'exports.handler = async (event) => event;',
    endpoints = {},
    command,
    ...change
  } = options;
  const sts = createStsFixture();
  const lines: string[] = [];
  const functions = new LocalFunctions({
    environment: ENVIRONMENT,
    clock: sts.clock,
    random: createRandom(),
    log: { info: (line) => lines.push(line), warn: (line) => lines.push(`warning: ${line}`) },
    tokenService: sts.tokenService,
    endpoints: () => ({ aws: 'http://localhost:4000', others: endpoints }),
    ...(command !== undefined && { commands: { Fn: command } }),
  });
  onTestFinished(() => functions.stop());
  const settings: FunctionSettings = {
    logicalId: 'Fn',
    name: 'stack-fn',
    arn: 'arn:aws:lambda:us-east-1:111122223333:function:stack-fn',
    roleArn: sts.addRole('Worker', { trust: [SERVICE_TRUST] }),
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    environment: {},
    memoryMb: 128,
    timeoutSeconds: 20,
    logGroupName: '/aws/lambda/stack-fn',
    code: { kind: 'inline', source },
    layers: [],
    ...change,
  };
  functions.add(settings);
  functions.addPermission(settings.arn, {
    principal: API.service,
    sourceArn: undefined,
    sourceAccount: undefined,
  });
  return {
    ...sts,
    functions,
    lines,
    settings,
    invoke: (event = {}) => functions.invoke(settings.arn, event, API),
  };
}

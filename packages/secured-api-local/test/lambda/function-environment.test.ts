import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createFunctionsFixture } from './functions-fixture';

const SOURCE = 'exports.handler = async () => ({ ...process.env });';

async function environmentOf(
  options: Parameters<typeof createFunctionsFixture>[0] = {},
): Promise<Record<string, string>> {
  const fixture = createFunctionsFixture({ source: SOURCE, ...options });
  const answer = await fixture.invoke();
  return answer.outcome === 'answered' ? (answer.payload as Record<string, string>) : {};
}

describe("a handler's environment", () => {
  test('is the reserved variables and the template, and nothing else', async () => {
    const environment = await environmentOf({ environment: { COLOUR: 'blue' } });

    expect(environment).toEqual({
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIA/),
      AWS_CONFIG_FILE: '/dev/null',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_ENDPOINT_URL: 'http://localhost:4000',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_LAMBDA_FUNCTION_NAME: 'stack-fn',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/stack-fn',
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      AWS_REGION: 'us-east-1',
      AWS_SECRET_ACCESS_KEY: expect.any(String),
      AWS_SESSION_TOKEN: expect.any(String),
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      COLOUR: 'blue',
      LAMBDA_TASK_ROOT: expect.any(String),
      LANG: 'en_US.UTF-8',
      PATH: '/usr/local/bin:/usr/bin:/bin',
      TZ: ':UTC',
      _HANDLER: 'index.handler',
    });
  });

  test("never holds the developer's own AWS credentials", async () => {
    const own = {
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      AWS_SESSION_TOKEN: 'own-session-token',
      AWS_PROFILE: 'own-profile',
      AWS_WEB_IDENTITY_TOKEN_FILE: '/own/token',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://own.example',
      OWN_SECRET: 'own-secret',
    };
    for (const [name, value] of Object.entries(own)) vi.stubEnv(name, value);
    onTestFinished(() => void vi.unstubAllEnvs());

    const environment = JSON.stringify(await environmentOf());

    for (const value of Object.values(own)) expect(environment).not.toContain(value);
  });

  test('lets the template overrule no reserved variable', async () => {
    const environment = await environmentOf({
      environment: { AWS_ACCESS_KEY_ID: 'AKIAREAL', AWS_ENDPOINT_URL: 'https://aws.example' },
    });

    expect(environment).toMatchObject({
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIA/),
      AWS_ENDPOINT_URL: 'http://localhost:4000',
    });
  });

  test("holds credentials of the function's role", async () => {
    const fixture = createFunctionsFixture({ source: SOURCE });
    const answer = await fixture.invoke();
    const environment = (answer as { payload: Record<string, string> }).payload;

    const identity = fixture.tokenService.identify(
      environment.AWS_ACCESS_KEY_ID ?? '',
      environment.AWS_SESSION_TOKEN,
    );

    expect(identity).toMatchObject({
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
      principal: { roleArn: fixture.settings.roleArn, sessionName: 'stack-fn' },
    });
  });

  test('names services that run elsewhere', async () => {
    const environment = await environmentOf({ endpoints: { DYNAMODB: 'http://localhost:8000' } });

    expect(environment.AWS_ENDPOINT_URL_DYNAMODB).toBe('http://localhost:8000');
  });

  test('is renewed before its credentials end', async () => {
    const { invoke, clock } = createFunctionsFixture({
      source: 'const born = Math.random(); exports.handler = async () => born;',
    });

    const first = await invoke();
    clock.advance(49 * 60_000);
    const later = await invoke();
    clock.advance(60_000);
    const renewed = await invoke();

    expect(later).toEqual(first);
    expect(renewed).not.toEqual(first);
  });

  test.each(['--max-http-header-size=99', '--no-such-flag', '--require=/no/such/file.js'])(
    'NODE_OPTIONS %s fail the call at most, never the runtime',
    async (value) => {
      const { invoke } = createFunctionsFixture({ environment: { NODE_OPTIONS: value } });

      const answers = [await invoke(), await invoke()];

      for (const { outcome } of answers) expect(['failed', 'answered']).toContain(outcome);
    },
  );
});

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { run } from '../../src/run';
import { createFolder } from '../assembly/assembly-fixture';

const CONFIG = { version: 1, region: 'eu-central-1', userPoolId: 'eu-central-1_abc', apis: {} };

const escaped = (text: string) => text.replaceAll('"', '&quot;');

/** An answer of DescribeStacks in AWS's query protocol. */
const stackOf = (outputs: Record<string, string>) => `<DescribeStacksResponse
  xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>
  <StackName>app</StackName><StackStatus>CREATE_COMPLETE</StackStatus>
  <CreationTime>2026-01-01T00:00:00Z</CreationTime><Outputs>${Object.entries(outputs)
    .map(
      ([key, value]) =>
        `<member><OutputKey>${key}</OutputKey><OutputValue>${escaped(value)}</OutputValue></member>`,
    )
    .join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;

const ABSENT = `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code>
  <Message>Stack with id app does not exist</Message></Error></ErrorResponse>`;

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret-of-nobody');
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Stands in for CloudFormation and keeps what it was asked. */
async function cloudFormation(status: number, body: string) {
  const asked: { body: string; authorization: string }[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      asked.push({ body: text, authorization: request.headers.authorization ?? '' });
      response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDFORMATION', `http://127.0.0.1:${port}`);
  return asked;
}

async function pull(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await run(['pull', ...args], {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    once: () => undefined,
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

describe('pull', () => {
  test('prints the client config of a deployed stack', async () => {
    const asked = await cloudFormation(200, stackOf({ ClientConfig: JSON.stringify(CONFIG) }));

    const { code, stdout } = await pull('--stack', 'app', '--region', 'eu-central-1');

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(CONFIG);
    expect(asked[0]?.body).toContain('StackName=app');
    expect(asked[0]?.authorization).toContain('/eu-central-1/cloudformation/aws4_request');
  });

  test('writes it to a file', async () => {
    await cloudFormation(200, stackOf({ ClientConfig: JSON.stringify(CONFIG) }));
    const file = join(createFolder(), 'config.json');

    const { stdout } = await pull('--stack', 'app', '--out', file);

    expect(stdout).toBe('');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(CONFIG);
  });

  test.each([
    ['no such output', { ApiEndpoint: 'https://example.com' }],
    ['an output that is no config', { ClientConfig: 'x' }],
  ])('fails for a stack with %s', async (_, outputs) => {
    await cloudFormation(200, stackOf(outputs));

    const { code, stderr } = await pull('--stack', 'app');

    expect(code).toBe(1);
    expect(stderr).toBe(
      "ClientConfigMissing: stack 'app' has no output 'ClientConfig' that holds a client config; " +
        'add it by clientConfig.addOutput(stack) and deploy\n',
    );
  });

  test('fails for a stack that is not there, and tells no key', async () => {
    await cloudFormation(400, ABSENT);

    const { code, stderr } = await pull('--stack', 'app');

    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^StackUnreadable: stack 'app' cannot be read, ValidationError: Stack with id app does not exist; check its name/,
    );
    expect(stderr).not.toMatch(/AKIDEXAMPLE|secret-of-nobody/);
  });

  test.each([
    [[], 'pull needs --stack NAME'],
    [['--stack', 'a', '--stack', 'b'], 'pull takes one --stack'],
    [['--stack', 'a', '--assembly', 'x'], '--assembly is no option of pull'],
  ])('fails with %j in one line', async (args, message) => {
    const { code, stderr } = await pull(...args);

    expect(code).toBe(1);
    expect(stderr).toBe(`Usage: ${message}; see 'secured-api-local --help'\n`);
  });
});

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../src/run';
import { createLoopbackServer } from '../src/support/loopback-server';
import { USAGE } from '../src/usage';
import { createFolder, writeAssembly } from './assembly/assembly-fixture';
import { QUIET } from './environment';
import { apiTemplate } from './template-fixture';

/** Stands in for the process, and stops as soon as the run is ready unless a test says else. */
function createHost() {
  const out: string[] = [];
  const err: string[] = [];
  const listeners = new Map<string, () => void>();
  const signal = (name: string): void => listeners.get(name)?.();
  const host = {
    stdout: { write: (text: string) => void out.push(text) },
    stderr: { write: (text: string) => void err.push(text) },
    once: (name: string, listener: () => void) => void listeners.set(name, listener),
  };
  return { host, signal, stdout: () => out.join(''), stderr: () => err.join('') };
}

async function runUntilReady(args: readonly string[], signalName = 'SIGTERM') {
  const { host, signal, ...texts } = createHost();
  const write = host.stdout.write;
  host.stdout.write = (text) => {
    write(text);
    signal(signalName);
  };
  return { code: await run(args, host), ...texts };
}

describe('run', () => {
  test('prints exactly one line of JSON once ready and ends with 0', async () => {
    const assembly = writeAssembly({ App: { template: apiTemplate() } });

    const { code, stdout, stderr } = await runUntilReady([
      ...['start', '--assembly', assembly, '--port', '0', '--json'],
    ]);

    expect(code).toBe(0);
    expect(stdout()).toMatch(/^\{.*\}\n$/);
    const ready = JSON.parse(stdout());
    const { id, url } = ready.apis.Api;
    expect(ready).toEqual({
      ready: true,
      url: expect.stringMatching(/^http:\/\/localhost:\d+$/),
      config: null,
      apis: { Api: { id: expect.stringMatching(/^[a-z0-9]{10}$/), url } },
      userPools: {},
      userPoolClients: {},
      identityPools: {},
      outputs: {
        ApiEndpoint: url,
        FunctionArn: expect.stringMatching(
          /^arn:aws:lambda:us-east-1:1\d{11}:function:App-Fn-\w{12}$/,
        ),
      },
      admin: { accessKeyId: expect.stringMatching(/^AKIA/), secretAccessKey: expect.any(String) },
      token: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(id).toBeDefined();
    expect(stderr()).toContain('secured-api-local is ready at');
    expect(stderr()).not.toContain(ready.admin.secretAccessKey);
    expect(stderr()).not.toContain(ready.token);
  });

  test.each(['SIGINT', 'SIGTERM'])('prints a banner and stops cleanly on %s', async (signal) => {
    const assembly = writeAssembly({ App: { template: apiTemplate() } });

    const { code, stdout } = await runUntilReady(
      ['start', '--assembly', assembly, '--port', '0'],
      signal,
    );

    expect(code).toBe(0);
    expect(stdout()).toMatch(/API Api: http:\/\/localhost:\d+/);
    expect(stdout()).toMatch(/http:\/\/localhost:5173 stands in for any web distribution/);
    expect(stdout()).toMatch(/not a security boundary/);
  });

  test('prints its usage and its version', async () => {
    const [help, version] = [createHost(), createHost()];

    const codes = [await run(['--help'], help.host), await run(['--version'], version.host)];

    expect(codes).toEqual([0, 0]);
    expect(help.stdout()).toBe(USAGE);
    expect(version.stdout()).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each<[string, () => string[], RegExp]>([
    ['a word that is no command', () => ['begin'], /^Usage: 'begin' is no command; see .*\n$/],
    [
      'a missing assembly',
      () => ['start', '--assembly', join(createFolder(), 'cdk.out')],
      /^NoAssembly: there is no cloud assembly at '.*cdk\.out'; run 'cdk synth'.*\n$/,
    ],
    [
      'an empty folder',
      () => ['start', '--assembly', createFolder()],
      /^BrokenAssembly: cannot read 'manifest\.json' of the assembly: .*\n$/,
    ],
    [
      'a part that is not modelled',
      () => {
        const Resources = { Rule: { Type: 'AWS::IAM::User' } };
        return ['start', '--assembly', writeAssembly({ App: { template: { Resources } } })];
      },
      /^UnmodelledResource: 'Rule' is of type AWS::IAM::User.*\n$/,
    ],
  ])('answers %s by one line and 1', async (_, args, line) => {
    const { host, stdout, stderr } = createHost();

    const code = await run(args(), host);

    expect(code).toBe(1);
    expect(stdout()).toBe('');
    expect(stderr()).toMatch(line);
  });

  test('answers a busy port by one line and 1', async () => {
    const other = createLoopbackServer({
      hostPort: 'own',
      maxHeadBytes: 1000,
      maxBodyBytes: 1,
      clock: { now: Date.now },
      log: QUIET,
      refuse: () => ({ status: 500, headers: {}, body: '' }),
      answer: async () => ({ status: 200, headers: {}, body: '' }),
    });
    const port = await other.listen(0);
    const assembly = writeAssembly({ App: { template: apiTemplate() } });
    const { host, stderr } = createHost();

    const code = await run(['start', '--assembly', assembly, '--port', String(port)], host);
    await other.close();

    expect(code).toBe(1);
    expect(stderr()).toBe(`PortInUse: port ${port} is in use; choose another by --port\n`);
  });
});

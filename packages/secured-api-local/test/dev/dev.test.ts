import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { synthesize } from '../../src/dev/synthesize';
import { isSource, sourceFolders } from '../../src/dev/watch-sources';
import { stackOf, THING } from '../assembly/provision-fixture';
import { createApp } from './app-fixture';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const WAIT = { timeout: 30_000, interval: 20 };

const POOL = {
  Pool: { Type: 'AWS::Cognito::UserPool' },
  Client: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Pool' } } },
};

/** Runs the command in an app's folder. */
function dev(folder: string, ...more: readonly string[]) {
  const args = ['--import', TSX, CLI, 'dev', '--port', '0', ...more];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  const ended = once(child, 'exit').then(([code]) => code);
  return {
    text: () => text,
    said: (what: string | RegExp) =>
      vi.waitUntil(() => (typeof what === 'string' ? text.includes(what) : what.test(text)), WAIT),
    async stop(signal: NodeJS.Signals = 'SIGTERM') {
      child.kill(signal);
      return await ended;
    },
    ended,
  };
}

async function matrixOf(url: string): Promise<string> {
  return (await fetch(`${url}/_local/matrix`)).text();
}

async function usersOf(url: string): Promise<string> {
  return (await fetch(`${url}/_local/users`)).text();
}

async function signUp(url: string, ClientId: string | undefined): Promise<void> {
  const { status } = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.SignUp',
    },
    body: JSON.stringify({ ClientId, Username: 'ada', Password: 'Correct-Horse-7' }),
  });
  expect(status).toBe(200);
}

describe('dev', () => {
  test('puts each version in the place of the one before, and keeps what cannot run away', async () => {
    const app = createApp();
    app.write({ with: POOL });
    const run = dev(app.folder);
    await run.said('not a security boundary');
    const url = /ready at (\S+)/.exec(run.text())?.[1] ?? '';
    await signUp(url, /ClientId: (\S+)/.exec(run.text())?.[1]);
    const users = await usersOf(url);

    app.write({
      with: { ...POOL, Own: { Type: 'AWS::ApiGatewayV2::Route', Properties: routeOf('GET /own') } },
    });
    await run.said(/reload +\d/);
    const second = await matrixOf(url);
    app.write({ fails: true });
    await run.said('the app ended with 2; correct the app; the version before goes on');
    app.write({ with: { Rest: { Type: 'AWS::ApiGateway::RestApi' } } });
    await run.said("UnmodelledResource: 'Rest'");

    expect(run.text()).toMatch(/^synthesize +\d+\.\d s\nboot +\d+\.\d s\n/);
    expect(run.text()).toContain('no template today');
    expect(second).toContain('GET /own');
    expect(await matrixOf(url)).toBe(second);
    expect(users).toContain('"ada"');
    expect(await usersOf(url)).toBe(users);
    expect(await run.stop('SIGINT')).toBe(0);
  });

  test('serves the web pages, and leaves nothing behind', async () => {
    const app = createApp();
    const web = `
      import { writeFileSync } from 'node:fs';
      import { createServer } from 'node:http';
      const server = createServer((_, response) => response.end(process.env.SECURED_API_LOCAL_URL));
      server.listen(0, '127.0.0.1', () => writeFileSync('.web', String(server.address().port)));
    `;
    writeFileSync(join(app.folder, 'web.mjs'), web);
    const run = dev(app.folder, '--web', 'node web.mjs');
    const page = () => `http://127.0.0.1:${readFileSync(join(app.folder, '.web'), 'utf8')}`;
    await vi.waitFor(() => expect(page()).toMatch(/:\d+$/), WAIT);
    const url = await (await fetch(page())).text();

    const code = await run.stop();

    expect(code).toBe(0);
    expect(run.text()).toContain(`ready at ${url}`);
    await expect(fetch(page())).rejects.toThrow('fetch failed');
  });

  test.each<[string, readonly string[], object | undefined, string]>([
    ['no app', [], {}, 'NoApp:'],
    ['an app that fails', ['--app', 'exit 4'], undefined, 'the app ended with 4'],
    ['an app that writes elsewhere', ['--app', 'exit 0'], undefined, 'the app wrote no assembly'],
    [
      'a web command that ends',
      ['--web', 'exit 5'],
      { app: 'node app.mjs' },
      'WebEnded: the web command ended with 5',
    ],
  ])('ends with 1 for %s', async (_, args, cdkJson, message) => {
    const run = dev(createApp(cdkJson).folder, ...args);

    expect(await run.ended).toBe(1);
    expect(run.text()).toContain(message);
  });
});

const routeOf = (RouteKey: string) => ({
  ApiId: { Ref: 'Api' },
  RouteKey,
  AuthorizationType: 'AWS_IAM',
  Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
});

describe('an app', () => {
  const { signal } = new AbortController();

  test('is given the context of cdk.json over what was looked up', async () => {
    const { folder } = createApp({ app: 'node app.mjs', context: { a: 1 } });
    writeFileSync(join(folder, 'cdk.context.json'), '{"a":2,"b":3}');
    const output = join(folder, 'out');

    await synthesize({ folder, app: undefined, output, signal });

    const { Outputs } = JSON.parse(readFileSync(join(output, 'App.json'), 'utf8'));
    expect(JSON.parse(Outputs.Context.Value)).toEqual({ a: 1, b: 3 });
  });

  test('that would ask AWS fails', async () => {
    const { folder } = createApp();
    const app = `mkdir "$CDK_OUTDIR" && echo '{"missing":[{}]}' > "$CDK_OUTDIR/manifest.json"`;

    await expect(
      synthesize({ folder, app, output: join(folder, 'out'), signal }),
    ).rejects.toMatchObject({ code: 'SynthFailed', message: 'the app looks values up at AWS' });
  });

  test('is ended with the loop', async () => {
    const { folder } = createApp();
    const stop = new AbortController();
    const running = synthesize({
      folder,
      app: 'touch begun; sleep 600',
      output: join(folder, 'out'),
      signal: stop.signal,
    });
    await vi.waitFor(() => readFileSync(join(folder, 'begun')), WAIT);

    stop.abort();

    await expect(running).rejects.toMatchObject({ code: 'SynthFailed' });
  });
});

describe('sources', () => {
  test('are in the folder of the app, and where handlers outside of it are', () => {
    const { folder } = createApp();
    const outside = join(folder, 'functions');
    mkdirSync(outside);
    const thing = (entry: string) => ({
      Type: THING,
      Metadata: { 'secured-api:source': { entry, handler: 'handler' } },
    });
    const stack = stackOf({
      Resources: {
        In: thing('lib/in.ts'),
        Out: thing('../functions/a.ts'),
        Other: thing('../functions/b.ts'),
        Gone: thing('../gone/c.ts'),
        Plain: { Type: THING },
      },
    });

    expect(sourceFolders(join(folder, 'src'), [stack])).toEqual([join(folder, 'src'), outside]);
  });

  test.each([
    ['src/app.ts', true],
    ['functions/handler.js', true],
    ['functions/typed.js', false],
    ['functions/typed.d.ts', false],
    ['node_modules/x/index.js', false],
    ['cdk.out/manifest.json', false],
    ['.git/index', false],
    ['web/dist/index.html', false],
    ['debug.log', false],
  ])('%s is one: %s', (path, expected) => {
    const { folder } = createApp();
    mkdirSync(join(folder, 'functions'));
    writeFileSync(join(folder, 'functions/typed.ts'), '');

    expect(isSource(folder, path)).toBe(expected);
  });
});

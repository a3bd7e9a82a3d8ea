import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createProbe } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLog, type Local, startLocal } from 'secured-api-local';
import { createServer } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The example's stack on this machine, with nobody signed up. */
export interface Runtime {
  /** The folder of the cloud assembly. */
  readonly assembly: string;
  readonly local: Local;
  /** What the terminal shows. */
  readonly log: readonly string[];
  stop(): Promise<void>;
}

/** Synthesizes the stack for pages of one origin, and boots it. */
export async function startRuntime(webOrigin: string): Promise<Runtime> {
  const assembly = synthesize(webOrigin);
  const log: string[] = [];
  const local = await startLocal({
    assembly,
    port: 0,
    webOrigin,
    log: createLog((line) => log.push(line)),
  });
  return {
    assembly,
    local,
    log,
    async stop() {
      await local.stop();
      rmSync(assembly, { recursive: true, force: true });
    },
  };
}

/** The demo as `npm start` runs it: template, runtime and web server, on ports of their own. */
export interface Demo extends Runtime {
  /** Where the pages are; the API is on another origin. */
  readonly webOrigin: string;
}

/** Starts the demo on free ports. */
export async function startDemo(): Promise<Demo> {
  const port = await freePort();
  const webOrigin = `http://localhost:${port}`;
  const runtime = await startRuntime(webOrigin);
  process.env.SECURED_API_LOCAL_URL = runtime.local.url;
  const web = await createServer({
    configFile: at('web/vite.config.ts'),
    logLevel: 'error',
    server: { port, hmr: false, ws: false },
  });
  await web.listen();
  return {
    ...runtime,
    webOrigin,
    async stop() {
      await web.close();
      await runtime.stop();
    },
  };
}

function synthesize(devOrigin: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'demo-'));
  execFileSync(process.execPath, [at('../../node_modules/tsx/dist/cli.mjs'), 'infra/main.ts'], {
    cwd: at('.'),
    env: {
      ...process.env,
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify({ 'secured-api:local': true, devOrigin }),
      CDK_VALIDATION: 'false',
    },
    stdio: 'pipe',
  });
  return folder;
}

/** A port that nothing listens at. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createProbe();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { sourceAliases } from '../../source-aliases.mjs';

const PAGE =
  '<!doctype html><title>App</title><div id="root"></div><script type="module" src="/app.js"></script>';

/** A web server of the bundled pages on a free port. */
export interface AppSite {
  readonly origin: string;
  /** Serves what the pages are to call. */
  setConfig(config: object): void;
  stop(): Promise<void>;
}

/** Bundles the pages of `entry` as any web project would, and serves them beside their config. */
export async function serveApp(entry: URL): Promise<AppSite> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    jsx: 'automatic',
    define: { global: 'globalThis' },
    alias: { 'react-cognito-hooks': sourceAliases['react-cognito-hooks'] },
    write: false,
  });
  let config: object = {};
  const server = createServer(({ url }, response) => {
    const [type, body] =
      url === '/app.js'
        ? ['text/javascript', outputFiles[0]?.text]
        : url === '/config.json'
          ? ['application/json', JSON.stringify(config)]
          : ['text/html', PAGE];
    response.setHeader('content-type', `${type}; charset=utf-8`).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    origin: `http://localhost:${port}`,
    setConfig: (served) => {
      config = served;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

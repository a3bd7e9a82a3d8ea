import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { build } from 'vite';
import { freePort, type Runtime, startRuntime } from './demo';

const CONFIG_FILE = fileURLToPath(new URL('../../web/vite.config.ts', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
};

/** The built pages, served by what the template says of its distribution. */
export interface ServedSite extends Runtime {
  readonly origin: string;
}

/**
 * Serves the built pages with the template's own headers and its function for pages; the one change:
 * they may call this machine.
 */
export async function serveSite(): Promise<ServedSite> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const runtime = await startRuntime(origin);
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  await build({ configFile: CONFIG_FILE, logLevel: 'error', build: { outDir: folder } });
  const template = readTemplate(runtime.assembly);
  const headers = headersOf(template);
  const fallback = functionOf(template);
  const server = createServer((request, response) => {
    const { uri } = fallback({ request: { uri: request.url?.split('?')[0] ?? '/' } });
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const body =
      uri === '/config.json' ? JSON.stringify(runtime.local.config) : readIn(folder, uri);
    if (body === undefined) return response.writeHead(404).end();
    response.setHeader('content-type', TYPES[extname(uri)] ?? 'application/octet-stream');
    return response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    ...runtime,
    origin,
    async stop() {
      await new Promise((resolve) => server.close(resolve));
      await runtime.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Joined = string | { readonly 'Fn::Join': [string, unknown[]] };

/** What is read of the template. */
interface Properties {
  readonly FunctionCode: string;
  readonly ResponseHeadersPolicyConfig: {
    readonly SecurityHeadersConfig: {
      readonly ContentSecurityPolicy: { readonly ContentSecurityPolicy: Joined };
      readonly FrameOptions: { readonly FrameOption: string };
      readonly ReferrerPolicy: { readonly ReferrerPolicy: string };
    };
  };
}

interface Template {
  readonly Resources: Readonly<Record<string, { Type: string; Properties: Properties }>>;
}

function readTemplate(assembly: string): Template {
  const file = readdirSync(assembly).find((name) => name.endsWith('.template.json')) ?? '';
  return JSON.parse(readFileSync(join(assembly, file), 'utf8'));
}

function propertiesOf({ Resources }: Template, type: string): Properties {
  const found = Object.values(Resources).find(({ Type }) => Type === type);
  if (!found) throw new Error(`the template has no ${type}`);
  return found.Properties;
}

function headersOf(template: Template): Record<string, string> {
  const { ResponseHeadersPolicyConfig } = propertiesOf(
    template,
    'AWS::CloudFront::ResponseHeadersPolicy',
  );
  const { ContentSecurityPolicy, FrameOptions, ReferrerPolicy } =
    ResponseHeadersPolicyConfig.SecurityHeadersConfig;
  const policy = textOf(ContentSecurityPolicy.ContentSecurityPolicy);
  return {
    'content-security-policy': policy.replace('connect-src', 'connect-src http://localhost:*'),
    'referrer-policy': ReferrerPolicy.ReferrerPolicy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': FrameOptions.FrameOption,
  };
}

/** A joined text with AWS's usual suffix. */
function textOf(value: Joined): string {
  if (typeof value === 'string') return value;
  const [separator, parts] = value['Fn::Join'];
  return parts.map((part) => (typeof part === 'string' ? part : 'amazonaws.com')).join(separator);
}

type Fallback = (event: { request: { uri: string } }) => { readonly uri: string };

function functionOf(template: Template): Fallback {
  const { FunctionCode } = propertiesOf(template, 'AWS::CloudFront::Function');
  return runInNewContext(`${FunctionCode}; handler`);
}

function readIn(folder: string, uri: string): Buffer | undefined {
  try {
    return readFileSync(join(folder, uri === '/' ? 'index.html' : uri));
  } catch {
    return undefined;
  }
}

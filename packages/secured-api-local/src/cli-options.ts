import { parseArgs } from 'node:util';
import type { StartOptions } from './local';
import type { MatrixOptions } from './matrix/read-matrix';
import type { PullOptions } from './pull/pull-config';
import { LocalRuntimeError } from './support/local-runtime-error';

/** What the command line asks for. */
export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'version' }
  | { readonly name: 'start'; readonly options: StartOptions; readonly json: boolean }
  | {
      readonly name: 'dev';
      readonly options: StartOptions;
      /** What synthesizes, if not what `cdk.json` says. */
      readonly app: string | undefined;
      /** What serves the web pages, if anything does. */
      readonly web: string | undefined;
    }
  | {
      readonly name: 'matrix';
      readonly options: MatrixOptions;
      readonly json: boolean;
      /** File that takes the page, if one is wanted. */
      readonly html: string | undefined;
      readonly failOn: readonly FailOn[];
    }
  | { readonly name: 'types'; readonly options: MatrixOptions; readonly out: string }
  | { readonly name: 'pull'; readonly options: PullOptions; readonly out: string | undefined };

/** What makes `matrix` fail: a route open to anyone, or one that nobody may call. */
export type FailOn = 'anyone' | 'unreachable';

const OPTIONS = {
  assembly: { type: 'string' },
  stack: { type: 'string', multiple: true },
  port: { type: 'string' },
  seed: { type: 'string' },
  state: { type: 'string' },
  'web-origin': { type: 'string' },
  https: { type: 'boolean' },
  'no-throttle': { type: 'boolean' },
  'trailing-slash': { type: 'string' },
  'without-threat-protection': { type: 'boolean' },
  parameter: { type: 'string', multiple: true },
  endpoint: { type: 'string', multiple: true },
  function: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  app: { type: 'string' },
  web: { type: 'string' },
  html: { type: 'string' },
  'fail-on': { type: 'string' },
  out: { type: 'string' },
  region: { type: 'string' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const;

/**
 * Reads the command line.
 *
 * @throws LocalRuntimeError `Usage` naming the word that is not understood
 */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  const [name, extra] = positionals;
  const json = values.json ?? false;
  if (extra !== undefined) throw usage(`'${extra}' is no command`);
  if (name === 'start') {
    refuseOptions(name, values, ['html', 'fail-on', 'out', 'region', ...DEV_ONLY]);
    return { name, json, options: toStartOptions(values) };
  }
  if (name === 'dev') {
    refuseOptions(name, values, ['assembly', 'json', 'html', 'fail-on', 'out', 'region']);
    return { name, app: values.app, web: values.web, options: toStartOptions(values) };
  }
  if (name === 'matrix') {
    refuseOptions(name, values, [...START_ONLY, 'out', 'region']);
    const failOn = toFailOn(values['fail-on']);
    return { name, json, html: values.html, failOn, options: toMatrixOptions(values) };
  }
  if (name === 'types') {
    refuseOptions(name, values, [...START_ONLY, 'html', 'fail-on', 'json', 'region']);
    if (values.out === undefined) throw usage('types needs --out FILE');
    return { name, out: values.out, options: toMatrixOptions(values) };
  }
  if (name === 'pull') {
    refuseOptions(name, values, [...START_ONLY, ...MATRIX_ONLY]);
    return { name, out: values.out, options: toPullOptions(values) };
  }
  throw usage(name === undefined ? 'no command is given' : `'${name}' is no command`);
}

type Values = ReturnType<typeof parse>['values'];

const DEV_ONLY = ['app', 'web'] as const;

const START_ONLY = [
  ...DEV_ONLY,
  'endpoint',
  'function',
  'https',
  'no-throttle',
  'port',
  'seed',
  'state',
  'trailing-slash',
  'web-origin',
] as const;

const MATRIX_ONLY = [
  'assembly',
  'fail-on',
  'html',
  'json',
  'parameter',
  'without-threat-protection',
] as const;

function toPullOptions({ stack = [], region }: Values): PullOptions {
  const [name, ...others] = stack;
  if (name === undefined) throw usage('pull needs --stack NAME');
  if (others.length > 0) throw usage('pull takes one --stack');
  return { stack: name, ...(region !== undefined && { region }) };
}

function refuseOptions(command: string, values: Values, names: readonly (keyof Values)[]): void {
  const found = names.find((name) => values[name] !== undefined);
  if (found !== undefined) throw usage(`--${found} is no option of ${command}`);
}

function toMatrixOptions(values: Values): MatrixOptions {
  return {
    ...(values.assembly !== undefined && { assembly: values.assembly }),
    ...(values.stack && { stacks: values.stack }),
    parameters: toPairs(values.parameter, '--parameter'),
    ...(values['without-threat-protection'] && { withoutThreatProtection: true }),
  };
}

function toFailOn(list: string | undefined): FailOn[] {
  return (list?.split(',') ?? []).map((item) => {
    if (item === 'anyone' || item === 'unreachable') return item;
    throw usage(`--fail-on '${item}' is neither 'anyone' nor 'unreachable'`);
  });
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const [line = ''] = error instanceof Error ? error.message.split('\n') : [];
    throw usage(line.charAt(0).toLowerCase() + line.slice(1));
  }
}

function toStartOptions(values: Values): StartOptions {
  const slash = values['trailing-slash'] ?? '404';
  if (slash !== '404' && slash !== 'match') throw usage(`--trailing-slash '${slash}' is not known`);
  return {
    ...(values.assembly !== undefined && { assembly: values.assembly }),
    ...(values.stack && { stacks: values.stack }),
    ...(values.port !== undefined && { port: toPort(values.port) }),
    ...(values.state !== undefined && { stateDirectory: values.state }),
    ...(values.seed !== undefined && { seed: values.seed }),
    ...(values['web-origin'] !== undefined && { webOrigin: toOrigin(values['web-origin']) }),
    ...(values.https && { https: true }),
    ...(values['without-threat-protection'] && { withoutThreatProtection: true }),
    throttled: !values['no-throttle'],
    trailingSlash: slash,
    parameters: toPairs(values.parameter, '--parameter'),
    endpoints: toEndpoints(values.endpoint),
    functions: toCommands(values.function),
  };
}

function toPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw usage(`--port '${text}' is not a number from 0 to 65535`);
}

function toOrigin(text: string): string {
  if (isOrigin(text)) return text;
  throw usage(`--web-origin '${text}' is not an origin such as http://localhost:5173`);
}

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function toPairs(texts: readonly string[] = [], option: string): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const mark = text.indexOf('=');
      if (mark < 1) throw usage(`${option} '${text}' is not KEY=VALUE`);
      return [text.slice(0, mark), text.slice(mark + 1)];
    }),
  );
}

function toCommands(texts: readonly string[] | undefined): Record<string, string> {
  const commands = toPairs(texts, '--function');
  const empty = Object.keys(commands).find((id) => commands[id]?.trim() === '');
  if (empty !== undefined) throw usage(`--function ${empty}= names no command`);
  return commands;
}

function toEndpoints(texts: readonly string[] = []): Record<string, string> {
  const endpoints = toPairs(texts, '--endpoint');
  for (const [service, url] of Object.entries(endpoints)) {
    if (!/^[A-Z0-9_]+$/.test(service) && !isOrigin(service)) {
      throw usage(`--endpoint '${service}' is neither a service such as DYNAMODB nor an origin`);
    }
    if (!URL.canParse(url)) throw usage(`--endpoint ${service}='${url}' is not a URL`);
    if (isOrigin(service) && !isOrigin(url)) {
      throw usage(`--endpoint ${service}='${url}' is not an origin`);
    }
  }
  return endpoints;
}

function usage(message: string): LocalRuntimeError {
  return new LocalRuntimeError('Usage', message, "see 'secured-api-local --help'");
}

import { readFileSync, writeFileSync } from 'node:fs';
import { type Command, type FailOn, readCommand } from './cli-options';
import { develop } from './dev/develop';
import type { Local, StartOptions } from './local';
import type { AccessMatrix, RouteAccess } from './matrix/access-matrix';
import { readMatrix } from './matrix/read-matrix';
import { toHtmlPage, toTextTable } from './matrix/render-matrix';
import { pullConfig } from './pull/pull-config';
import { startLocal } from './start-local';
import { LocalRuntimeError } from './support/local-runtime-error';
import { createLog } from './support/log';
import { renderTypes } from './types/render-types';
import { USAGE } from './usage';

/** What the command line runs in: the process, or a stand-in. */
export interface CommandHost {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  once(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

/** Runs one command line to its end and returns the exit code. */
export async function run(args: readonly string[], host: CommandHost): Promise<number> {
  try {
    const command = readCommand(args);
    if (command.name === 'start') return await start(command.options, command.json, host);
    if (command.name === 'dev') return await dev(command, host);
    if (command.name === 'matrix') return await matrix(command, host);
    if (command.name === 'types') return await types(command, host);
    if (command.name === 'pull') return await pull(command, host);
    host.stdout.write(command.name === 'help' ? USAGE : `${version()}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof LocalRuntimeError)) throw error;
    host.stderr.write(`${error.code}: ${error.message}; ${error.resolution}\n`);
    return 1;
  }
}

function onSignal(host: CommandHost, listener: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) host.once(signal, listener);
}

async function start(options: StartOptions, json: boolean, host: CommandHost): Promise<number> {
  const stopped = new Promise<void>((resolve) => onSignal(host, resolve));
  const log = createLog((text) => host.stderr.write(text));
  const local = await startLocal({ ...options, log });
  (json ? host.stderr : host.stdout).write(banner(local, options));
  if (json) host.stdout.write(`${readyLine(local)}\n`);
  await stopped;
  await local.stop();
  return 0;
}

async function dev(
  { options, app, web }: Command & { name: 'dev' },
  host: CommandHost,
): Promise<number> {
  const stop = new AbortController();
  onSignal(host, () => stop.abort());
  const log = createLog((text) => host.stderr.write(text));
  try {
    await develop({
      start: { ...options, log },
      folder: process.cwd(),
      ...(app !== undefined && { app }),
      ...(web !== undefined && { web }),
      tell: (line) => host.stderr.write(`${line}\n`),
      onReady: (local) => host.stdout.write(banner(local, options)),
      signal: stop.signal,
    });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
  return 0;
}

async function matrix(
  { options, json, html, failOn }: Command & { name: 'matrix' },
  host: CommandHost,
): Promise<number> {
  const found = await readMatrix(options);
  if (html !== undefined) writeFileSync(html, toHtmlPage(found));
  host.stdout.write(json ? `${JSON.stringify(found)}\n` : toTextTable(found));
  const faults = faultsOf(found, failOn);
  for (const fault of faults) host.stderr.write(`${fault}\n`);
  return faults.length > 0 ? 1 : 0;
}

async function types(
  { options, out }: Command & { name: 'types' },
  host: CommandHost,
): Promise<number> {
  const { routes } = await readMatrix(options);
  writeFileSync(out, renderTypes(routes.map(({ routeKey }) => routeKey)));
  host.stderr.write(`${routes.length} routes written to ${out}\n`);
  return 0;
}

async function pull(
  { options, out }: Command & { name: 'pull' },
  host: CommandHost,
): Promise<number> {
  const text = `${JSON.stringify(await pullConfig(options), undefined, 2)}\n`;
  if (out === undefined) host.stdout.write(text);
  else writeFileSync(out, text);
  return 0;
}

const FAULTS: Readonly<Record<FailOn, readonly [(route: RouteAccess) => boolean, string]>> = {
  anyone: [({ openToAnyone }) => openToAnyone, 'is open to anyone'],
  unreachable: [({ unreachable }) => unreachable, 'can be called by nobody'],
};

function faultsOf({ routes }: AccessMatrix, failOn: readonly FailOn[]): string[] {
  return failOn.flatMap((name) => {
    const [isFault, text] = FAULTS[name];
    return routes.filter(isFault).map(({ api, routeKey }) => `'${routeKey}' of '${api}' ${text}`);
  });
}

function readyLine(local: Local): string {
  const { url, config, apis, userPools, userPoolClients, identityPools, outputs } = local;
  const { administrator: admin, token } = local;
  const ids = { apis, userPools, userPoolClients, identityPools, outputs };
  return JSON.stringify({ ready: true, url, config, ...ids, admin, token });
}

function banner(local: Local, { stateDirectory, webOrigin }: StartOptions): string {
  const apis = Object.entries(local.apis).map(([id, { url }]) => `  API ${id}: ${url}`);
  const logins = Object.entries(local.logins).map(([id, url]) => `  Login ${id}: ${url}`);
  const outputs = Object.entries(local.outputs)
    .filter(([name]) => name !== 'ClientConfig')
    .map(([name, value]) => `  ${name}: ${String(value)}`);
  const skipped = local.skipped.map(({ logicalId, type }) => `  skipped ${logicalId} (${type})`);
  return [
    `secured-api-local is ready at ${local.url}`,
    ...apis,
    ...logins,
    ...outputs,
    `  Inbox, users and requests: ${local.url}/_local/`,
    `  State: ${stateDirectory ?? 'memory only'}`,
    `  Web origin: ${webOrigin ?? 'http://localhost:5173'} stands in for any web distribution`,
    ...skipped,
    '  For developing on this machine: not a security boundary.',
    '',
  ].join('\n');
}

function version(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  );
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '';
}

import type { ProviderTokenRequest } from '../provider-token';
import { isNewUser, userFault } from '../read-seed';
import { AwsError } from '../support/aws-error';
import { LocalRuntimeError } from '../support/local-runtime-error';
import type { ServerAnswer, ServerRequest } from '../support/loopback-server';
import { headerValues } from '../support/raw-request';
import { isSameSecret } from '../support/same-secret';
import type { NewUser } from '../test-users';
import { consoleAnswer } from './console-answer';

/** What changes the state of a run over `/_local/`. */
export interface StateChangesOptions {
  /** The run's token, which every change needs. */
  readonly token: string;
  readonly createUser: (user: NewUser) => Promise<void>;
  readonly advanceClock: (ms: number) => void;
  readonly reset: () => Promise<void>;
  readonly providerToken: (request: ProviderTokenRequest) => string;
}

/** Answers a request that changes state; `undefined` for any other. */
export type StateChanges = (request: ServerRequest) => Promise<ServerAnswer> | undefined;

type Change = (input: unknown) => Promise<ServerAnswer>;

/** Makes the changes: `POST` of users, clock, reset and provider-token, by a bearer token. */
export function createStateChanges(options: StateChangesOptions): StateChanges {
  const changes = new Map<string, Change>([
    ['/_local/users', (input) => addUser(options, input)],
    ['/_local/clock', (input) => moveClock(options, input)],
    ['/_local/reset', () => options.reset().then(done)],
    ['/_local/provider-token', (input) => issueProviderToken(options, input)],
  ]);
  return ({ raw }) => {
    const change = raw.method === 'POST' ? changes.get(raw.target) : undefined;
    if (change === undefined) return undefined;
    if (!isOwnOrigin(raw) || !hasToken(raw, options.token)) {
      return Promise.resolve(refused(403, 'the token of the run is needed, of the same origin'));
    }
    return change(parse(raw.body));
  };
}

/** No page but the runtime's own: a program sends neither of these headers. */
function isOwnOrigin(raw: ServerRequest['raw']): boolean {
  const [host] = headerValues(raw, 'host');
  const sites = headerValues(raw, 'sec-fetch-site');
  const origins = headerValues(raw, 'origin');
  return (
    sites.every((site) => site === 'same-origin') &&
    origins.every((origin) => origin === `http://${host}`)
  );
}

function hasToken(raw: ServerRequest['raw'], token: string): boolean {
  const [given = ''] = headerValues(raw, 'authorization');
  return isSameSecret(given, `Bearer ${token}`);
}

async function addUser({ createUser }: StateChangesOptions, input: unknown): Promise<ServerAnswer> {
  if (!isNewUser(input)) return refused(400, `the user has ${userFault(input)}`);
  try {
    await createUser(input);
    return done();
  } catch (error) {
    if (error instanceof AwsError) return refused(400, `${error.code}: ${error.message}`);
    if (error instanceof LocalRuntimeError) return refused(400, `${error.code}: ${error.message}`);
    throw error;
  }
}

async function issueProviderToken(
  { providerToken }: StateChangesOptions,
  input: unknown,
): Promise<ServerAnswer> {
  if (!isProviderTokenRequest(input)) {
    return refused(400, "'provider' and 'subject' are texts, 'email' is one, 'claims' an object");
  }
  try {
    const body = JSON.stringify({ token: providerToken(input) });
    return consoleAnswer(200, 'application/json', body);
  } catch (error) {
    if (error instanceof LocalRuntimeError) return refused(400, `${error.code}: ${error.message}`);
    throw error;
  }
}

function isProviderTokenRequest(input: unknown): input is ProviderTokenRequest {
  if (typeof input !== 'object' || input === null) return false;
  const { provider, subject, email, claims } = input as Record<string, unknown>;
  const texts = [provider, subject, email ?? ''];
  const isObject = typeof claims === 'object' && claims !== null && !Array.isArray(claims);
  return texts.every((text) => typeof text === 'string') && (claims === undefined || isObject);
}

async function moveClock(
  { advanceClock }: StateChangesOptions,
  input: unknown,
): Promise<ServerAnswer> {
  const ms = typeof input === 'object' && input !== null && 'ms' in input ? input.ms : undefined;
  if (!Number.isSafeInteger(ms)) return refused(400, "'ms' is no whole number");
  advanceClock(Number(ms));
  return done();
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined; // no change takes it
  }
}

function done(): ServerAnswer {
  return consoleAnswer(200, 'application/json', '{}');
}

function refused(status: number, message: string): ServerAnswer {
  return consoleAnswer(status, 'application/json', JSON.stringify({ message }));
}

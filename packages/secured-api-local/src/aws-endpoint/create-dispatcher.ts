import { AwsError } from '../support/aws-error';
import type { Log } from '../support/log';
import type { ServerAnswer, ServerRequest } from '../support/loopback-server';
import { printable } from '../support/printable';
import type { Random } from '../support/random';
import type { RawRequest } from '../support/raw-request';
import { headerValues, splitTarget } from '../support/raw-request';
import type { RequestLog } from '../support/request-log';
import { createOperationAuthorizer, type OperationAuthorizerOptions } from './authorize-operation';
import { refused, succeeded } from './json-answer';
import type { AwsService, Call, Operation } from './operation';

/** What a dispatcher is made with. */
export interface DispatcherOptions extends OperationAuthorizerOptions {
  readonly services: readonly AwsService[];
  readonly random: Random;
  readonly log: Log;
  /** Where the developer reads of every call. */
  readonly requests: Pick<RequestLog, 'add'>;
}

interface Target {
  /** Such as `cognito-idp`. */
  readonly service: string;
  readonly operation: Operation;
  readonly authorizeIam: ReturnType<typeof createOperationAuthorizer>;
}

const UNKNOWN_OPERATION = new AwsError('UnknownOperationException', '');

/** Answers AWS's JSON 1.1 protocol: finds the operation and checks its caller. */
export function createDispatcher(
  options: DispatcherOptions,
): (request: ServerRequest) => Promise<ServerAnswer> {
  const targets = new Map<string, Target>();
  for (const service of options.services) {
    const authorizeIam = createOperationAuthorizer(service.signingName, options);
    for (const operation of service.operations) {
      const name = `${service.targetPrefix}.${operation.name}`;
      targets.set(name, { service: service.signingName, operation, authorizeIam });
    }
  }
  return async ({ raw, sourceIp }) => {
    const requestId = options.random.uuid();
    const [name = ''] = headerValues(raw, 'x-amz-target');
    const [userAgent = ''] = headerValues(raw, 'user-agent');
    const called = raw.method === 'POST' && splitTarget(raw.target).path === '/';
    const target = called ? targets.get(name) : undefined;
    const end = (status: number, reason: string | undefined): void =>
      report({ name, target, requestId, status, reason }, options);
    try {
      let how: string | undefined;
      const explain = (text: string): void => {
        how = text;
      };
      const call = { requestId, sourceIp, userAgent, explain };
      const body = await run(target ?? unknownTarget(name, raw, options), raw, call);
      end(200, how);
      return succeeded(body, requestId);
    } catch (error) {
      const refusal = toAwsError(error, options.log, name);
      end(refusal.status, `${refusal.code}: ${refusal.reason ?? refusal.message}`);
      return refused(refusal, requestId);
    }
  };
}

/** How a call ended. */
interface Ended {
  readonly name: string;
  readonly target: Target | undefined;
  readonly requestId: string;
  readonly status: number;
  readonly reason: string | undefined;
}

/** One line in the log, and one on the developer's page for an operation that there is. */
function report(
  { name, target, requestId, status, reason }: Ended,
  { log, requests, clock }: DispatcherOptions,
): void {
  log.info(printable(`${name} ${status}${reason ? ` (${reason})` : ''}`));
  if (!target) return;
  requests.add({
    id: requestId,
    at: clock.now(),
    api: target.service,
    method: 'POST',
    path: target.operation.name,
    routeKey: undefined,
    status,
    caller: undefined,
    reason,
  });
}

async function run(
  { operation, authorizeIam }: Target,
  raw: ServerRequest['raw'],
  call: Call,
): Promise<unknown> {
  const input = parse(raw.body);
  if (operation.access.kind === 'iam') {
    authorizeIam({ access: operation.access, input, raw, call });
  }
  return operation.run(input, call);
}

function parse(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8') || '{}');
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    // Falls through: both are the same to the caller.
  }
  throw new AwsError(
    'SerializationException',
    'Start of structure or map found where not expected.',
  );
}

function unknownTarget(name: string, raw: RawRequest, { services, log }: DispatcherOptions): never {
  const [prefix = ''] = name.split('.');
  const known = services.some(({ targetPrefix }) => targetPrefix === prefix);
  if (known) {
    log.warn(`${printable(name)} is not modelled`);
    throw UNKNOWN_OPERATION;
  }
  const [, service = printable(prefix) || 'this service'] =
    /\/\d{8}\/[a-z0-9-]+\/([a-z0-9-]+)\/aws4_request/.exec(
      headerValues(raw, 'authorization').join(),
    ) ?? [];
  throw new AwsError(
    'ServiceNotAvailableLocally',
    `secured-api-local does not run '${service}': start it elsewhere and name it by --endpoint`,
  );
}

function toAwsError(error: unknown, log: Log, name: string): AwsError {
  if (error instanceof AwsError) return error;
  const trace = error instanceof Error ? error.stack : String(error);
  log.warn(`${printable(name)} failed: ${trace}`);
  return new AwsError('InternalErrorException', 'Internal error', 500);
}

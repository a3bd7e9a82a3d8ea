import { AwsError } from '../support/aws-error';
import type { Log } from '../support/log';
import type { ServerAnswer, ServerRequest } from '../support/loopback-server';
import type { Random } from '../support/random';
import type { RawRequest } from '../support/raw-request';
import { headerValues, splitTarget } from '../support/raw-request';
import { createOperationAuthorizer, type OperationAuthorizerOptions } from './authorize-operation';
import { refused, succeeded } from './json-answer';
import type { AwsService, Call, Operation } from './operation';

/** What a dispatcher is made with. */
export interface DispatcherOptions extends OperationAuthorizerOptions {
  readonly services: readonly AwsService[];
  readonly random: Random;
  readonly log: Log;
}

interface Target {
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
      targets.set(`${service.targetPrefix}.${operation.name}`, { operation, authorizeIam });
    }
  }
  return async ({ raw, sourceIp }) => {
    const requestId = options.random.uuid();
    const [name = ''] = headerValues(raw, 'x-amz-target');
    const [userAgent = ''] = headerValues(raw, 'user-agent');
    try {
      const calls = raw.method === 'POST' && splitTarget(raw.target).path === '/';
      const target = (calls && targets.get(name)) || unknownTarget(name, raw, options);
      const body = await run(target, raw, { requestId, sourceIp, userAgent });
      options.log.info(`${name} 200`);
      return succeeded(body, requestId);
    } catch (error) {
      const refusal = toAwsError(error, options.log, name);
      options.log.info(`${printable(name)} ${refusal.status} (${refusal.code})`);
      return refused(refusal, requestId);
    }
  };
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

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 100);
}

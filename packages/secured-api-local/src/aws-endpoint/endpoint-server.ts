import type { Console } from '../console/console';
import type { StateChanges } from '../console/state-changes';
import { AwsError } from '../support/aws-error';
import type { Clock } from '../support/clock';
import type { Log } from '../support/log';
import {
  createLoopbackServer,
  type LoopbackServer,
  type Refusal,
  type ServerAnswer,
  type ServerRequest,
} from '../support/loopback-server';
import type { Random } from '../support/random';
import { headerValues } from '../support/raw-request';
import { document, NO_SUCH_DOCUMENT, preflight, refused } from './json-answer';

const MAX_BODY_BYTES = 1024 * 1024;
const MAX_HEAD_BYTES = 32 * 1024;
const WELL_KNOWN = /^\/([\w-]+_[A-Za-z0-9]+)\/\.well-known\/(jwks\.json|openid-configuration)$/;

const REFUSALS: Readonly<Record<Refusal, AwsError>> = {
  malformed: new AwsError('SerializationException', 'malformed HTTP'),
  headTooLarge: new AwsError('RequestHeaderSectionTooLargeException', 'headers too large', 431),
  bodyTooLarge: new AwsError('RequestEntityTooLargeException', 'request entity too large', 413),
  foreignHost: new AwsError('AccessDeniedException', 'this host is not local', 403),
  broken: new AwsError('InternalErrorException', 'Internal error', 500),
};

/** What the endpoint is made with. */
export interface EndpointServerOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly random: Random;
  readonly dispatch: (request: ServerRequest) => Promise<ServerAnswer>;
  /** A pool's key set, or what discovers it; `undefined` for a pool that is not there. */
  readonly wellKnown: (poolId: string, name: string) => unknown;
  readonly console: Console;
  readonly changes: StateChanges;
}

/** Serves Cognito's two services, the pools' public documents and the developer console. */
export function createEndpointServer(options: EndpointServerOptions): LoopbackServer {
  const { clock, log, random } = options;
  return createLoopbackServer({
    hostPort: 'any', // a web server proxies the config and keeps the browser's own host
    maxHeadBytes: MAX_HEAD_BYTES,
    maxBodyBytes: MAX_BODY_BYTES,
    clock,
    log,
    refuse: (why) => refused(REFUSALS[why], random.uuid()),
    answer: async (request) => answer(request, options),
  });
}

async function answer(
  request: ServerRequest,
  { dispatch, wellKnown, console, changes }: EndpointServerOptions,
): Promise<ServerAnswer> {
  const { method, target } = request.raw;
  const path = target.split('?')[0] ?? '';
  if (path === '/_local' || path.startsWith('/_local/')) {
    return changes(request) ?? console.answer(request);
  }
  if (method === 'OPTIONS') {
    return preflight(headerValues(request.raw, 'access-control-request-headers')[0]);
  }
  const [, poolId = '', name = ''] = WELL_KNOWN.exec(path) ?? [];
  const reads = method === 'GET' || method === 'HEAD';
  const found = reads && poolId !== '' ? wellKnown(poolId, name) : undefined;
  if (found !== undefined) return document(found);
  const signed = headerValues(request.raw, 'authorization').length > 0;
  return reads && !signed ? NO_SUCH_DOCUMENT : dispatch(request);
}

import type { Console } from '../console/console';
import { headerValues } from '../sigv4/raw-request';
import type { Clock } from '../support/clock';
import type { Log } from '../support/log';
import {
  createLoopbackServer,
  type LoopbackServer,
  type ServerAnswer,
  type ServerRequest,
} from '../support/loopback-server';
import { document, NO_SUCH_DOCUMENT, preflight } from './json-answer';

const MAX_BODY_BYTES = 1024 * 1024;
const MAX_HEAD_BYTES = 32 * 1024;
const WELL_KNOWN = /^\/([\w-]+_[A-Za-z0-9]+)\/\.well-known\/(jwks\.json|openid-configuration)$/;

/** What the endpoint is made with. */
export interface EndpointServerOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly dispatch: (request: ServerRequest) => Promise<ServerAnswer>;
  /** A pool's key set, or what discovers it; `undefined` for a pool that is not there. */
  readonly wellKnown: (poolId: string, name: string) => unknown;
  readonly console: Console;
}

/** Serves Cognito's two services, the pools' public documents and the developer console. */
export function createEndpointServer(options: EndpointServerOptions): LoopbackServer {
  const { clock, log } = options;
  const json = (status: number, body: object): ServerAnswer => ({
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(body),
  });
  return createLoopbackServer({
    maxHeadBytes: MAX_HEAD_BYTES,
    maxBodyBytes: MAX_BODY_BYTES,
    clock,
    log,
    tooLarge: json(413, { __type: 'RequestEntityTooLargeException' }),
    foreignHost: json(403, { message: 'Forbidden' }),
    broken: json(500, { __type: 'InternalErrorException', message: 'Internal error' }),
    answer: async (request) => answer(request, options),
  });
}

async function answer(
  request: ServerRequest,
  { dispatch, wellKnown, console }: EndpointServerOptions,
): Promise<ServerAnswer> {
  const { method, target } = request.raw;
  const path = target.split('?')[0] ?? '';
  if (path === '/_local' || path.startsWith('/_local/')) return console.answer(request);
  if (method === 'OPTIONS') {
    return preflight(headerValues(request.raw, 'access-control-request-headers')[0]);
  }
  if (method === 'GET') {
    const [, poolId = '', name = ''] = WELL_KNOWN.exec(path) ?? [];
    const found = poolId === '' ? undefined : wellKnown(poolId, name);
    return found === undefined ? NO_SUCH_DOCUMENT : document(found);
  }
  return dispatch(request);
}

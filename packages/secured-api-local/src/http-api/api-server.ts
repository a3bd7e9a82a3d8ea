import type { Clock } from '../support/clock';
import type { Log } from '../support/log';
import {
  createLoopbackServer,
  type LoopbackServer,
  type Refusal,
} from '../support/loopback-server';
import { printable } from '../support/printable';
import type { Random } from '../support/random';
import { splitTarget } from '../support/raw-request';
import type { RequestLog } from '../support/request-log';
import {
  type ApiAnswer,
  BAD_REQUEST,
  FORBIDDEN,
  INTERNAL_SERVER_ERROR,
  message,
  REQUEST_TOO_LARGE,
} from './api-answer';
import type { HttpApi } from './http-api';
import { newRequestId } from './request-id';

const MAX_BODY_BYTES = 10 * 1024 * 1024;
const MAX_HEAD_BYTES = 10_240;

const REFUSALS: Readonly<Record<Refusal, ApiAnswer>> = {
  malformed: BAD_REQUEST,
  headTooLarge: message(431, 'Request Header Fields Too Large'),
  bodyTooLarge: REQUEST_TOO_LARGE,
  foreignHost: FORBIDDEN,
  broken: INTERNAL_SERVER_ERROR,
};

/** What an API's server is made with. */
export interface ApiServerOptions {
  readonly name: string;
  readonly api: HttpApi;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: Random;
  readonly requests: RequestLog;
}

/** Serves one HTTP API on a port of its own. */
export function createApiServer(options: ApiServerOptions): LoopbackServer {
  const { name, api, clock, log, random, requests } = options;
  return createLoopbackServer({
    hostPort: 'own', // a signature covers the host and nothing else that tells one API from another
    maxHeadBytes: MAX_HEAD_BYTES,
    maxBodyBytes: MAX_BODY_BYTES,
    clock,
    log,
    refuse(why) {
      const { status, headers, body } = REFUSALS[why];
      log.info(`a request was refused: ${why} ${status}`);
      return { status, headers: { ...headers, 'apigw-requestid': newRequestId(random) }, body };
    },
    async answer({ raw, sourceIp, protocol }) {
      const handled = await api.handle({ raw, sourceIp, protocol });
      const { answer, requestId, routeKey, caller, reason } = handled;
      const { path } = splitTarget(raw.target);
      const { status } = answer;
      requests.add({
        id: requestId,
        at: clock.now(),
        api: name,
        method: raw.method,
        path,
        routeKey,
        status,
        caller,
        reason,
      });
      log.info(printable(`${raw.method} ${path} ${status}${reason ? ` (${reason})` : ''}`));
      return answer;
    },
  });
}

import type { Clock } from '../support/clock';
import type { Log } from '../support/log';
import { createLoopbackServer, type LoopbackServer } from '../support/loopback-server';
import { INTERNAL_SERVER_ERROR, message } from './api-answer';
import type { HttpApi } from './http-api';
import type { RequestLog } from './request-log';

const MAX_BODY_BYTES = 10 * 1024 * 1024;
const MAX_HEAD_BYTES = 10_240;

/** What an API's server is made with. */
export interface ApiServerOptions {
  readonly name: string;
  readonly api: HttpApi;
  readonly clock: Clock;
  readonly log: Log;
  readonly requests: RequestLog;
}

/** Serves one HTTP API on a port of its own. */
export function createApiServer(options: ApiServerOptions): LoopbackServer {
  const { name, api, clock, log, requests } = options;
  return createLoopbackServer({
    maxHeadBytes: MAX_HEAD_BYTES,
    maxBodyBytes: MAX_BODY_BYTES,
    clock,
    tooLarge: message(413, 'Request Entity Too Large'),
    foreignHost: message(403, 'Forbidden'),
    broken: INTERNAL_SERVER_ERROR,
    log,
    async answer({ raw, sourceIp, protocol }) {
      const handled = await api.handle({ raw, sourceIp, protocol });
      const { answer, requestId, routeKey, caller, reason } = handled;
      const path = raw.target.split('?')[0] ?? '';
      const { status } = answer;
      const at = new Date(clock.now()).toISOString();
      requests.add({
        id: requestId,
        at,
        api: name,
        method: raw.method,
        path,
        routeKey,
        status,
        caller,
        reason,
      });
      log.info(`${raw.method} ${printable(path)} ${status}${reason ? ` (${reason})` : ''}`);
      return answer;
    },
  });
}

/** A path comes from anybody: no control character of it reaches the terminal. */
function printable(path: string): string {
  return path.replace(/[^\x20-\x7e]/g, '?').slice(0, 200);
}

import type { Clock } from '../../support/clock';
import type { Log } from '../../support/log';
import {
  createLoopbackServer,
  type LoopbackServer,
  type Refusal,
  type TlsCertificate,
} from '../../support/loopback-server';
import type { HostedLogin } from './hosted-login';

const MAX_BODY_BYTES = 64 * 1024;
const MAX_HEAD_BYTES = 32 * 1024;

const STATUSES: Readonly<Record<Refusal, number>> = {
  malformed: 400,
  headTooLarge: 431,
  bodyTooLarge: 413,
  foreignHost: 403,
  broken: 500,
};

/** What the server of a hosted login is made with. */
export interface LoginServerOptions {
  readonly login: HostedLogin;
  readonly clock: Clock;
  readonly log: Log;
  readonly tls?: TlsCertificate;
}

/** Serves one pool's hosted login on a port of its own. */
export function createLoginServer({ login, clock, log, tls }: LoginServerOptions): LoopbackServer {
  return createLoopbackServer({
    hostPort: 'own',
    maxHeadBytes: MAX_HEAD_BYTES,
    maxBodyBytes: MAX_BODY_BYTES,
    clock,
    log,
    tls,
    refuse: (why) => ({
      status: STATUSES[why],
      headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' },
      body: `refused: ${why}`,
    }),
    answer: (request) => login.answer(request),
  });
}

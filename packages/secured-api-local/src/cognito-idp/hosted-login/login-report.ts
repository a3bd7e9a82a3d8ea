import { AwsError } from '../../support/aws-error';
import { printable } from '../../support/printable';
import type { RequestLog } from '../../support/request-log';
import type { UserPoolBackend } from '../user-pool-backend';
import type { LoginRequest } from './login-request';
import type { OAuthError } from './oauth-error';

const MAX_PATH = 200;

/** Why a page or an endpoint refused. */
export type LoginRefusal = AwsError | OAuthError;

/** How a request ended. */
export interface LoginOutcome {
  readonly request: LoginRequest;
  readonly status: number;
  /** What was refused, though a page or a redirect answers it. */
  readonly refusal: LoginRefusal | undefined;
}

/** Says on the developer's page how a request ended; never a password, code or token. */
export function reportLogin(
  { clock, random, log }: UserPoolBackend,
  requests: Pick<RequestLog, 'add'>,
  { request: { method, path: given }, status, refusal }: LoginOutcome,
): void {
  const path = given.replace(/[^\x21-\x7e]/g, '?').slice(0, MAX_PATH);
  const reason = refusal && printable(reasonOf(refusal));
  log.info(`${method} ${path} ${status}${reason === undefined ? '' : ` (${reason})`}`);
  requests.add({
    id: random.uuid(),
    at: clock.now(),
    api: 'hosted-login',
    method,
    path,
    routeKey: undefined,
    status,
    caller: undefined,
    reason,
  });
}

function reasonOf(refusal: LoginRefusal): string {
  const { code, reason } = refusal;
  const told = refusal instanceof AwsError ? refusal.message : refusal.description;
  const why = reason ?? told;
  return why === undefined ? code : `${code}: ${why}`;
}

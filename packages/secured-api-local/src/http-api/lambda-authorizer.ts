import { type Decision, evaluate } from '../iam/evaluate';
import type { Functions } from '../lambda/functions';
import type { Clock } from '../support/clock';
import { createExpiringMap } from '../support/expiring-map';
import { withTimeout } from '../support/with-timeout';
import type { LambdaAuthorizerSettings } from './api-settings';
import { type AuthorizerAnswer, readAuthorizerAnswer } from './authorizer-answer';
import type { Authorization } from './iam-authorizer';
import { describeFailure } from './invoke-integration';
import { type EventSource, toAuthorizerEvent } from './lambda-event';

/** API Gateway gives an authorizer up after this, whatever the function's own timeout. */
const TIMEOUT_MS = 10_000;

/** Asks a function whether a request may pass. */
export type LambdaAuthorizer = (request: EventSource, routeArn: string) => Promise<Authorization>;

/** What a Lambda authorizer is made with. */
export interface LambdaAuthorizerOptions {
  readonly clock: Clock;
  readonly functions: Functions;
  readonly accountId: string;
  /** Such as `arn:aws:execute-api:us-east-1:111122223333:abcdefghij/authorizers/abc123`. */
  readonly authorizerArn: string;
}

/**
 * Makes a Lambda authorizer: 401 where an identity source is missing, 403 where the function
 * refuses, 500 where it fails; an answer holds for its identity sources as long as the template says.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function createLambdaAuthorizer(
  settings: LambdaAuthorizerSettings,
  options: LambdaAuthorizerOptions,
): LambdaAuthorizer {
  const answers = createExpiringMap<AuthorizerAnswer>(options.clock);
  const lifetimeMs = settings.resultTtlSeconds * 1000;
  return async (request, routeArn) => {
    const identity = settings.identitySources.map((read) => read(request) ?? '');
    if (identity.includes('')) {
      return { allowed: false, status: 401, reason: 'authorizer: an identity source is missing' };
    }
    const key = JSON.stringify([request.stage.name, ...identity]);
    const known = lifetimeMs > 0 ? answers.get(key) : undefined;
    const answer = known ?? (await ask(settings, options, { request, routeArn, identity }));
    if (typeof answer === 'string') return { allowed: false, status: 500, reason: answer };
    if (!known && lifetimeMs > 0) answers.set(key, answer, lifetimeMs);
    return judge(answer, settings, { request, routeArn });
  };
}

interface Question {
  readonly request: EventSource;
  readonly routeArn: string;
  readonly identity: readonly string[];
}

/** The function's answer, or why there is none. */
async function ask(
  { functionArn, simpleResponses }: LambdaAuthorizerSettings,
  { functions, accountId, authorizerArn }: LambdaAuthorizerOptions,
  { request, routeArn, identity }: Question,
): Promise<AuthorizerAnswer | string> {
  const invoked = await withTimeout(
    functions.invoke(functionArn, toAuthorizerEvent(request, routeArn, identity), {
      service: 'apigateway.amazonaws.com',
      sourceArn: authorizerArn,
      sourceAccount: accountId,
    }),
    TIMEOUT_MS,
  );
  if (!invoked) return 'authorizer: no answer within 10 seconds';
  if (invoked.outcome !== 'answered') return `authorizer: ${describeFailure(invoked)}`;
  return (
    readAuthorizerAnswer(invoked.payload, simpleResponses) ??
    `authorizer: the answer has not the shape of ${simpleResponses ? 'a simple response' : 'a policy'}`
  );
}

function judge(
  { verdict, context }: AuthorizerAnswer,
  { logicalId }: LambdaAuthorizerSettings,
  { request, routeArn }: Pick<Question, 'request' | 'routeArn'>,
): Authorization {
  if (verdict.kind === 'simple') {
    return verdict.isAuthorized
      ? { allowed: true, caller: `by ${logicalId}`, authorizer: { lambda: context } }
      : { allowed: false, status: 403, reason: `authorizer: '${logicalId}' does not authorize` };
  }
  const caller = verdict.principalId;
  const decision = evaluate(
    {
      action: 'execute-api:Invoke',
      resource: routeArn,
      context: {
        'aws:SourceIp': request.sourceIp,
        'aws:UserAgent': request.headers['user-agent'] ?? '',
      },
    },
    { identity: [verdict.policy] },
  );
  if (decision.allowed) return { allowed: true, caller, authorizer: { lambda: context } };
  return { allowed: false, status: 403, caller, reason: refusalOf(decision, logicalId, routeArn) };
}

function refusalOf(
  decision: Decision & { allowed: false },
  logicalId: string,
  routeArn: string,
): string {
  const why =
    decision.reason === 'explicitDeny' ? `denies it by ${decision.statement}` : 'does not allow it';
  return `authorizer: the policy of '${logicalId}' ${why}: execute-api:Invoke on ${routeArn}`;
}

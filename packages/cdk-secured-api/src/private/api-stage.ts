import { type RemovalPolicy, Token } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigw from 'aws-cdk-lib/aws-apigatewayv2';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { DEFAULTS } from './defaults';
import { refusal } from './refusal';

/**
 * What is logged of a call: who, what, when, how it ended. No header, query, body or filled-in path,
 * which may hold personal data.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  routeKey: '$context.routeKey',
  status: '$context.status',
  sourceIp: '$context.identity.sourceIp',
  identityId: '$context.identity.cognitoIdentityId',
  responseLatency: '$context.responseLatency',
  integrationStatus: '$context.integrationStatus',
  integrationError: '$context.integrationErrorMessage',
  authorizerError: '$context.authorizer.error',
  error: '$context.error.message',
};

export interface ApiStageProps {
  readonly httpApi: apigw.HttpApi;
  readonly stageName: string;
  readonly throttle?: apigw.ThrottleSettings;
  readonly removalPolicy: RemovalPolicy;
}

/** The one stage of an API, with throttling and JSON access logs. */
export function apiStage(scope: Construct, props: ApiStageProps): apigw.HttpStage {
  assertStageName(props.stageName, scope);
  const logGroup = new logs.LogGroup(scope, 'AccessLogs', {
    retention: DEFAULTS.logRetention,
    removalPolicy: props.removalPolicy,
  });
  return new apigw.HttpStage(scope, 'Stage', {
    httpApi: props.httpApi,
    stageName: props.stageName,
    autoDeploy: true,
    throttle: completeThrottle(props.throttle ?? DEFAULTS.throttle, scope),
    accessLogSettings: {
      destination: new apigw.LogGroupLogDestination(logGroup),
      format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
    },
  });
}

/** Fails for a name that API Gateway refuses, or that would not be literal in ARNs. */
function assertStageName(name: string, scope: Construct): void {
  if (name === DEFAULTS.stageName || /^[A-Za-z0-9_-]{1,128}$/.test(name)) return;
  throw refusal(
    'StageNameMalformed',
    `stageName is '${name}', use up to 128 letters, digits, hyphens and underscores, or leave it out`,
    scope,
  );
}

/**
 * A throttle with rate and burst.
 *
 * Of a missing one AWS takes the account's, which is no limit worth the name.
 */
export function completeThrottle(
  throttle: apigw.ThrottleSettings,
  scope: Construct,
): apigw.ThrottleSettings {
  const missing = (['rateLimit', 'burstLimit'] as const).filter(
    (name) => throttle[name] === undefined,
  );
  if (missing.length > 0) {
    throw refusal(
      'ThrottleIncomplete',
      `throttle lacks ${missing.join(' and ')}, set rateLimit and burstLimit`,
      scope,
    );
  }
  const { rateLimit = 0, burstLimit = 0 } = throttle;
  if (isCount(rateLimit) && isCount(burstLimit) && isWhole(burstLimit)) return throttle;
  throw refusal(
    'ThrottleMalformed',
    `throttle has rateLimit ${rateLimit} and burstLimit ${burstLimit}, use numbers from 0 on, and a ` +
      'whole one for the burst',
    scope,
  );
}

function isCount(value: number): boolean {
  return Token.isUnresolved(value) || value >= 0;
}

function isWhole(value: number): boolean {
  return Token.isUnresolved(value) || Number.isInteger(value);
}

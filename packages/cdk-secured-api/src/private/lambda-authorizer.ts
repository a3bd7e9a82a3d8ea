import { Duration, Stack } from 'aws-cdk-lib';
import { CfnAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { LambdaAuthorizerOptions } from '../lambda-authorizer-options';
import type { RouteHandler } from '../route-handler';
import type { HandlerDefaults } from './handler-function';
import { authorizerSourceArn } from './invoke-arn';
import { refusal } from './refusal';

const IDENTITY_SOURCE =
  /^\$(request\.(header|querystring)\.[\w-]+|context\.[\w.]+|stageVariables\.\w+)$/;
const ROUTE = '$context.routeKey';
const MAX_CACHE = Duration.hours(1);
/** API Gateway gives an authorizer up after this, whatever the function's own timeout. */
const MAX_TIMEOUT = Duration.seconds(10);

export interface LambdaAuthorizerProps {
  readonly apiId: string;
  readonly handler: RouteHandler;
  readonly options: LambdaAuthorizerOptions;
  readonly defaults: HandlerDefaults;
}

/**
 * A function that API Gateway asks whether a request may pass: it answers `{ isAuthorized, context }`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export class LambdaAuthorizer extends Construct {
  public readonly authorizerId: string;

  public constructor(scope: Construct, id: string, props: LambdaAuthorizerProps) {
    super(scope, id);
    const { apiId, options } = props;
    const ttl = options.resultsCacheTtl ?? Duration.seconds(0);
    const sources = options.identitySources ?? ['$request.header.Authorization'];
    this.assertOptions(sources, ttl);
    const fn = this.functionOf(props);
    const { partition, region } = Stack.of(this);
    const authorizer = new CfnAuthorizer(this, 'Resource', {
      apiId,
      name: this.node.id,
      authorizerType: 'REQUEST',
      authorizerPayloadFormatVersion: '2.0',
      enableSimpleResponses: true,
      authorizerUri: `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${fn.functionArn}/invocations`,
      authorizerResultTtlInSeconds: ttl.toSeconds(),
      identitySource: ttl.toSeconds() === 0 ? sources : [...new Set([...sources, ROUTE])],
    });
    this.authorizerId = authorizer.ref;
    fn.addPermission('Permission', {
      scope: this,
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: authorizerSourceArn(this, apiId, this.authorizerId),
    });
  }

  private functionOf({ handler, defaults }: LambdaAuthorizerProps) {
    const target = handler._bind(this, defaults);
    if ('url' in target) {
      throw refusal(
        'AuthorizerNotFunction',
        'a Lambda authorizer is a function, use RouteHandler.fromEntry or fromFunction',
        this,
      );
    }
    const timeout = target.fn instanceof LambdaFunction ? target.fn.timeout : undefined;
    if (timeout && timeout.toSeconds() > MAX_TIMEOUT.toSeconds()) {
      throw refusal(
        'TimeoutTooLong',
        `timeout of ${timeout.toSeconds()} s is never reached, API Gateway gives an authorizer up ` +
          `after ${MAX_TIMEOUT.toSeconds()} s, use that or less`,
        this,
      );
    }
    return target.fn;
  }

  private assertOptions(sources: readonly string[], ttl: Duration): void {
    const malformed = sources.find((source) => !IDENTITY_SOURCE.test(source));
    if (malformed !== undefined) {
      throw refusal(
        'IdentitySourceMalformed',
        `identitySources holds '${malformed}', write $request.header.NAME, ` +
          '$request.querystring.NAME, $context.NAME or $stageVariables.NAME',
        this,
      );
    }
    if (ttl.toSeconds() > MAX_CACHE.toSeconds()) {
      throw refusal(
        'AuthorizerCacheTooLong',
        `resultsCacheTtl is ${ttl.toSeconds()} s, API Gateway takes 0 to ${MAX_CACHE.toSeconds()} s`,
        this,
      );
    }
    if (ttl.toSeconds() > 0 && sources.length === 0) {
      throw refusal(
        'AuthorizerCacheWithoutSource',
        'resultsCacheTtl would keep one answer for all callers, name in identitySources what tells ' +
          'them apart',
        this,
      );
    }
  }
}

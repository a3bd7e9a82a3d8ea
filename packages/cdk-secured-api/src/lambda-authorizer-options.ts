import type { Duration } from 'aws-cdk-lib';

/** When a Lambda authorizer is asked, and how long its answer holds. */
export interface LambdaAuthorizerOptions {
  /**
   * What a request must have for the authorizer to be asked at all, else it is refused with 401:
   * `$request.header.NAME`, `$request.querystring.NAME`, `$context.NAME` or `$stageVariables.NAME`.
   *
   * An empty list asks for every request.
   *
   * @default ['$request.header.Authorization']
   */
  readonly identitySources?: string[];

  /**
   * How long an answer holds for the same identity sources and the same route, up to an hour.
   *
   * `$context.routeKey` is added to the sources: without it AWS would take an answer that was given
   * for one route for every other.
   *
   * @default Duration.seconds(0)
   */
  readonly resultsCacheTtl?: Duration;
}

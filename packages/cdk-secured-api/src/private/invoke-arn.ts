import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { RouteKey } from './route-key';

/** One stage of one API: literal in every ARN, so that a grant never reaches another stage. */
export interface InvokedStage {
  readonly apiId: string;
  readonly stageName: string;
}

/**
 * The ARN of `execute-api:Invoke` for a pattern of one API's one stage.
 *
 * The `routeArn` of aws-cdk-lib cuts the path at the first variable and so grants its siblings too.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 */
export function invokeArn(scope: IConstruct, stage: InvokedStage, pattern: string): string {
  return apiArn(scope, `${stage.apiId}/${stage.stageName}/${pattern}`);
}

/**
 * The source of a Lambda permission for one route: here AWS compares the template itself.
 *
 * The stage is left open as in AWS's own examples; the API, the method and the path are not.
 */
export function permissionSourceArn(scope: IConstruct, apiId: string, route: RouteKey): string {
  if (route.path === undefined) return apiArn(scope, `${apiId}/*/$default`);
  const method = route.method === 'ANY' ? '*' : route.method;
  return apiArn(scope, `${apiId}/*/${method}${route.path}`);
}

/** The source of a Lambda permission for every route of one API. */
export function permissionSourceArnOfApi(scope: IConstruct, apiId: string): string {
  return apiArn(scope, `${apiId}/*/*`);
}

/** The source of the Lambda permission of an authorizer. */
export function authorizerSourceArn(scope: IConstruct, apiId: string, authorizerId: string) {
  return apiArn(scope, `${apiId}/authorizers/${authorizerId}`);
}

function apiArn(scope: IConstruct, resource: string): string {
  const { partition, region, account } = Stack.of(scope);
  return `arn:${partition}:execute-api:${region}:${account}:${resource}`;
}

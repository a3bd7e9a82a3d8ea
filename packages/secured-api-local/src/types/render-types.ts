const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'];

/**
 * Type declarations of routes for `react-cognito-hooks`, and of what IAM tells a handler.
 *
 * @param routeKeys Keys such as `GET /users/{id}`; `ANY` stands for each verb, `$default` for none.
 */
export function renderTypes(routeKeys: readonly string[]): string {
  const keys = [...new Set(routeKeys.flatMap(verbsOf))].sort();
  return `// Written by 'secured-api-local types': run it again when routes change.
import 'react-cognito-hooks';

/** The routes of the APIs. */
export type RouteKey =
${keys.length === 0 ? '  never' : keys.map((key) => `  | ${JSON.stringify(key)}`).join('\n')};

/**
 * What routes take and answer, for you to fill in:
 * \`declare module './routes' { interface RouteBodies { 'GET /x': { response: X } } }\`.
 */
export interface RouteBodies {}

/** Every route with its bodies, as far as they are known. */
export type ApiRoutes = {
  [Key in RouteKey]: Key extends keyof RouteBodies ? RouteBodies[Key] : object;
};

declare module 'react-cognito-hooks' {
  interface Register {
    routes: ApiRoutes;
  }
}

/** The part of a handler's event in which API Gateway says whom IAM let in. */
export interface IamRouteEvent {
  readonly requestContext: {
    readonly authorizer: {
      readonly iam: {
        readonly accessKey: string;
        readonly accountId: string;
        readonly callerId: string;
        /** Null where the caller's role is not one of an identity pool. */
        readonly cognitoIdentity: {
          readonly amr: readonly string[];
          readonly identityId: string;
          readonly identityPoolId: string;
        } | null;
        readonly principalOrgId: string | null;
        readonly userArn: string;
        readonly userId: string;
      };
    };
  };
}
`;
}

function verbsOf(routeKey: string): string[] {
  const [method, path] = routeKey.split(' ');
  if (path === undefined) return [];
  return method === 'ANY' ? VERBS.map((verb) => `${verb} ${path}`) : [routeKey];
}

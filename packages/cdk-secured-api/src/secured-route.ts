import type { ThrottleSettings } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { RouteAccess } from './route-access';
import type { RouteHandler } from './route-handler';

/** What a route of a `SecuredApi` is declared with. */
export interface SecuredRouteProps {
  /** What answers the route's calls. */
  readonly handler: RouteHandler;

  /**
   * Who may call the route.
   *
   * @default RouteAccess.signedIn()
   */
  readonly access?: RouteAccess;

  /**
   * How many requests a second the route takes, rate and burst together; of `ANY`, each method.
   *
   * @default - as many as the stage
   */
  readonly throttle?: ThrottleSettings;
}

/** A route of a `SecuredApi`. */
export interface ISecuredRoute {
  /** The canonical key, such as `GET /users/{id}`. */
  readonly routeKey: string;

  /**
   * The function that answers, for environment variables and grants.
   *
   * @default - none, the route is handed to a web server
   */
  readonly handler?: IFunction;
}

import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { ThrottleSettings } from 'aws-cdk-lib/aws-apigatewayv2';
import type { ApiDomainOptions } from './api-domain-options';
import type { CognitoAuthBase } from './cognito-auth-base';
import type { EntryOptions } from './entry-options';
import type { SecuredRouteProps } from './secured-route';

/** Properties of `SecuredApi`. */
export interface SecuredApiProps {
  /**
   * Whose users the routes are for.
   *
   * @default - none, which only routes with `RouteAccess.anyone()` or `grantees()` can do without
   */
  readonly auth?: CognitoAuthBase;

  /**
   * The routes by their keys, such as `GET /users/{id}`, `ANY /files/{path+}` or `$default`.
   *
   * @default - none until `addRoutes`
   */
  readonly routes?: { readonly [routeKey: string]: SecuredRouteProps };

  /**
   * Options of every `RouteHandler.fromEntry`, over which each handler's own are laid; variables of
   * the environment one by one.
   *
   * @default - none
   */
  readonly handlerDefaults?: EntryOptions;

  /**
   * Origins of websites that may call the API from a browser.
   *
   * One that is known at deploy only must be of the API's stack.
   *
   * @default - none but `devOrigins` and those of each `ReactSite` with this API
   */
  readonly origins?: string[];

  /**
   * How long a browser may reuse a preflight, a day at most.
   *
   * @default Duration.hours(1)
   */
  readonly corsMaxAge?: Duration;

  /**
   * Origins of web servers on developers' machines.
   *
   * Refused in a stage named `prod`: `stageName`, the enclosing `Stage`'s name, or the context
   * value `stage`.
   *
   * @default - those of `auth`
   */
  readonly devOrigins?: string[];

  /**
   * A domain of the API's own; its certificate is of the API's region.
   *
   * @default - the endpoint that AWS gives it
   */
  readonly domain?: ApiDomainOptions;

  /**
   * The name of the one stage, literal in every ARN; other than `$default` it ends the URL of AWS.
   *
   * A stage cannot be renamed: another name makes another stage, and the URL that clients know ends.
   *
   * @default '$default'
   */
  readonly stageName?: string;

  /**
   * How many requests a second the stage takes, rate and burst together.
   *
   * @default { rateLimit: 500, burstLimit: 1000 }
   */
  readonly throttle?: ThrottleSettings;

  /**
   * What becomes of the logs when the stack is deleted.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

import type { LambdaAuthorizerOptions } from './lambda-authorizer-options';
import type { RouteHandler } from './route-handler';

/**
 * Whom the derived grants of a route reach: names of groups, a whole audience, or each signed-in
 * user where a path parameter is their identity id.
 *
 * @internal
 */
export type Audience =
  | { readonly kind: 'signedIn' }
  | { readonly kind: 'guests' }
  | { readonly kind: 'group'; readonly names: readonly string[] }
  | { readonly kind: 'owner'; readonly parameter: string };

/**
 * What a route asks of its caller, in API Gateway's terms and in ours.
 *
 * @internal
 */
export interface RouteAccessConfig {
  readonly authorizationType: 'AWS_IAM' | 'CUSTOM' | 'JWT' | 'NONE';
  readonly audiences: readonly Audience[];
  /** Of a JWT route: one of these stands in the token, where there is any. */
  readonly scopes?: readonly string[];
  /** Of a route with a Lambda authorizer: what decides. */
  readonly authorizer?: {
    readonly handler: RouteHandler;
    readonly options: LambdaAuthorizerOptions;
  };
}

/** What a token must hold beside the right issuer and client. */
export interface JwtAccessOptions {
  /**
   * Scopes of which an access token must hold one; id tokens hold none and are refused then.
   *
   * @default - none: access and id tokens are taken alike
   */
  readonly scopes?: string[];
}

/** Who may call a route; every grant is derived from it. */
export class RouteAccess {
  /** Users that signed in, whatever their groups: IAM, granted to every role of signed-in users. */
  public static signedIn(): RouteAccess {
    return RouteAccess.guarded({ kind: 'signedIn' });
  }

  /**
   * Members of these groups, and of groups that include them: IAM, granted to their roles.
   *
   * @param names Names of groups of the API's `auth`, at least one.
   * @throws GroupMissing where there is no name
   */
  public static group(...names: string[]): RouteAccess {
    if (names.length === 0) {
      throw new Error('GroupMissing: RouteAccess.group() names nobody, give it a group');
    }
    return RouteAccess.guarded({ kind: 'group', names });
  }

  /** Guests and signed-in users: IAM, so that every caller has an identity id. */
  public static guests(): RouteAccess {
    return RouteAccess.guarded({ kind: 'guests' });
  }

  /**
   * The signed-in user whose identity id stands in the path: IAM, granted to every role of signed-in
   * users by the policy variable `${cognito-identity.amazonaws.com:sub}`, without code.
   *
   * Guests never, though they have an identity id, too. `grantInvoke` and other accesses in `anyOf`
   * give the route as a whole.
   *
   * @param pathParameter The variable that must be the caller's identity id, such as `id` of
   * `GET /users/{id}`.
   *
   * @example
   * RouteAccess.owner('id');
   */
  public static owner(pathParameter: string): RouteAccess {
    return RouteAccess.guarded({ kind: 'owner', parameter: pathParameter });
  }

  /**
   * Whoever one of these lets in.
   *
   * @param accesses Accesses that IAM guards, at least one.
   * @throws AccessMissing where there is none, AccessNotIam where one is not guarded by IAM
   *
   * @example
   * RouteAccess.anyOf(RouteAccess.owner('id'), RouteAccess.group('support'));
   */
  public static anyOf(...accesses: RouteAccess[]): RouteAccess {
    if (accesses.length === 0) {
      throw new Error('AccessMissing: RouteAccess.anyOf() lets nobody in, give it an access');
    }
    if (accesses.some(({ config }) => config.authorizationType !== 'AWS_IAM')) {
      throw new Error(
        'AccessNotIam: RouteAccess.anyOf() holds an access that IAM does not guard, which a route ' +
          'has alone or not at all: give the other callers a route of their own',
      );
    }
    return RouteAccess.guarded(...accesses.flatMap(({ config }) => config.audiences));
  }

  /** IAM, and nobody until `grantInvoke` or `attachPermissions...` grants it. */
  public static grantees(): RouteAccess {
    return RouteAccess.guarded();
  }

  /**
   * Whoever sends a token of the API's `auth` as a bearer, without signing the request: for clients
   * that cannot, since IAM then neither sees the call nor knows groups.
   *
   * A removed or signed-out user's token works until it expires.
   *
   * @param options What the token must hold.
   *
   * @example
   * RouteAccess.jwt({ scopes: ['aws.cognito.signin.user.admin'] });
   */
  public static jwt(options: JwtAccessOptions = {}): RouteAccess {
    const scopes = options.scopes ?? [];
    return new RouteAccess({ authorizationType: 'JWT', audiences: [], scopes });
  }

  /**
   * Whoever a function of yours lets in: it gets the request and answers `{ isAuthorized }`, with
   * a `context` for the handler if it likes. IAM does not see such calls, and no role is granted.
   *
   * Routes that share this object share one authorizer.
   *
   * @param handler The function, which has 10 seconds at most; `fromUrl` is none.
   * @param options When the function is asked, and how long its answer holds.
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
   *
   * @example
   * RouteAccess.lambdaAuthorizer(RouteHandler.fromEntry('functions/authorize.ts'));
   */
  public static lambdaAuthorizer(
    handler: RouteHandler,
    options: LambdaAuthorizerOptions = {},
  ): RouteAccess {
    const authorizer = { handler, options };
    return new RouteAccess({ authorizationType: 'CUSTOM', audiences: [], authorizer });
  }

  /** Anyone on the internet, without authorization. */
  public static anyone(): RouteAccess {
    return new RouteAccess({ authorizationType: 'NONE', audiences: [] });
  }

  private static guarded(...audiences: Audience[]): RouteAccess {
    return new RouteAccess({ authorizationType: 'AWS_IAM', audiences });
  }

  private constructor(private readonly config: RouteAccessConfig) {}

  /** @internal */
  public _bind(): RouteAccessConfig {
    return this.config;
  }
}

import { Names, Reference, Tokenization } from 'aws-cdk-lib';
import * as apigw from 'aws-cdk-lib/aws-apigatewayv2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, type IConstruct } from 'constructs';
import { ClientConfig } from './client-config';
import type { CognitoAuthBase } from './cognito-auth-base';
import { acknowledge } from './private/acknowledge';
import { ApiCors } from './private/api-cors';
import { ApiDomain } from './private/api-domain';
import { apiStage, completeThrottle } from './private/api-stage';
import { DEFAULTS } from './private/defaults';
import { InvokeGrants } from './private/invoke-grants';
import { assertScopesIssued } from './private/jwt-authorizer';
import { checkOpenRoutes } from './private/open-routes';
import { assertOwnParameters, ownParameterOf } from './private/own-parameter';
import type { PoolRole } from './private/pool-role';
import { refusal } from './private/refusal';
import { assertRemovalPolicy } from './private/removal-policy';
import { RouteAuthorizers } from './private/route-authorizers';
import { RouteIntegrations } from './private/route-integrations';
import { parseRouteKey, type RouteKey } from './private/route-key';
import { RouteTable } from './private/route-table';
import { RouteThrottles } from './private/route-throttles';
import { registerSecuredApi } from './private/secured-apis';
import { type Audience, RouteAccess } from './route-access';
import type { SecuredApiProps } from './secured-api-props';
import type { ISecuredRoute, SecuredRouteProps } from './secured-route';

/**
 * An HTTP API whose routes declare who may call them; IAM guards every route that does not say
 * otherwise, and every grant follows from the declaration.
 *
 * Creates the API, its stage with throttling and access logs, and for each route the integration,
 * the Lambda permission and one policy for each role that may call: `execute-api:Invoke` on exactly
 * the routes that the role was granted. With a domain its name, mapping, and in its zone here a record
 * and the certificate where none is given.
 *
 * @example
 * new SecuredApi(this, 'Random', {
 *   auth: new CognitoAuth(this, 'Auth', { selfSignUp: true }),
 *   routes: { 'GET /private': { handler: RouteHandler.fromEntry('functions/private.ts') } },
 * });
 */
export class SecuredApi extends Construct {
  /** The HTTP API, for a domain name or metrics. */
  public readonly httpApi: apigw.HttpApi;
  /** The one stage. */
  public readonly stage: apigw.IHttpStage;
  /** Whose users the routes are for. */
  public readonly auth?: CognitoAuthBase;

  private readonly domain?: ApiDomain;
  private readonly cors: ApiCors;
  private readonly table: RouteTable;
  private readonly throttles: RouteThrottles;
  private readonly integrations: RouteIntegrations;
  private readonly authorizers: RouteAuthorizers;
  private readonly grants: InvokeGrants;

  public constructor(scope: Construct, id: string, props: SecuredApiProps = {}) {
    super(scope, id);
    const removalPolicy = props.removalPolicy ?? DEFAULTS.removalPolicy;
    const stageName = props.stageName ?? DEFAULTS.stageName;
    assertRemovalPolicy(removalPolicy, this);
    this.auth = props.auth;
    this.httpApi = new apigw.HttpApi(this, 'Api', {
      apiName: Names.uniqueResourceName(this, { maxLength: 128, separator: '-' }),
      createDefaultStage: false,
      disableExecuteApiEndpoint: props.domain?.disableExecuteApiEndpoint,
    });
    registerSecuredApi(this.api);
    this.cors = new ApiCors(this, 'Cors', this.httpApi, props);
    const stage = apiStage(this, {
      httpApi: this.httpApi,
      stageName,
      throttle: props.throttle,
      removalPolicy,
    });
    this.stage = stage;
    this.domain =
      props.domain &&
      new ApiDomain(this, 'Domain', { ...props.domain, httpApi: this.httpApi, stage });
    this.throttles = new RouteThrottles(stage);
    this.table = new RouteTable(this);
    const { apiId } = this.httpApi;
    const defaults = { options: props.handlerDefaults ?? {}, removalPolicy };
    this.integrations = new RouteIntegrations(this, 'Routes', apiId, defaults);
    this.authorizers = new RouteAuthorizers(this, 'Authorizers', {
      apiId,
      auth: props.auth,
      defaults,
    });
    this.grants = new InvokeGrants(this, 'Grants', {
      stage: { apiId, stageName },
      table: this.table,
      foreignRoutes: () => this.foreignRoutes(),
    });
    this.node.addValidation({ validate: () => checkOpenRoutes(this.table.routes, this) });
    const { auth } = this;
    if (auth) this._attach((audience) => auth._rolesFor(audience));
    this.addRoutes(props.routes ?? {});
  }

  /** Where the API answers, with its base path or stage if it has one, and no trailing slash. */
  public get url(): string {
    if (this.domain) return this.domain.url;
    const { stageName } = this.stage;
    return stageName === DEFAULTS.stageName ? this._endpoint : `${this._endpoint}/${stageName}`;
  }

  /** The domain of the API's own, if it has one, which a name of another DNS points at. */
  public get domainName(): apigw.DomainName | undefined {
    return this.domain?.resource;
  }

  /**
   * What a browser needs to sign users in and to call this API.
   *
   * @throws AuthMissing where the API has no `auth`
   */
  public get clientConfig(): ClientConfig {
    if (this.auth) return new ClientConfig({ auth: this.auth, apis: [this] });
    throw refusal('AuthMissing', 'a client config names user pools, give the API an auth', this);
  }

  /**
   * Adds routes and whatever grants follow from them.
   *
   * @param routes The routes by their keys, in any case and with any white space.
   * @throws RouteAlreadyDefined, RouteKeyMalformed, AuthMissing, GroupNotFound, GuestsOff,
   * OwnParameterMissing, ScopeNotIssued, TargetMalformed, ThrottleIncomplete,
   * ThrottleMalformed,
   * TooManyAuthorizers, AuthorizerNotFunction, IdentitySourceMalformed, AuthorizerCacheTooLong
   */
  public addRoutes(routes: { readonly [routeKey: string]: SecuredRouteProps }): ISecuredRoute[] {
    return this.table.read(routes).map(({ declared, props }) => this.addRoute(declared, props));
  }

  /**
   * A route by its key.
   *
   * @param routeKey The key, in any case and with any white space.
   * @throws RouteNotFound where the API has no such route
   */
  public route(routeKey: string): ISecuredRoute {
    return this.table.get(routeKey);
  }

  /**
   * Grants `execute-api:Invoke` on routes, by the ARNs `{api}/{stage}/{METHOD}/{path}` in which each
   * variable is `*`.
   *
   * @param grantee Who may call.
   * @param routeKeys The routes; left out, it means every route that IAM guards, later ones too.
   * @throws RouteNotFound, RouteNotIam, GranteeWithoutPolicy
   */
  public grantInvoke(grantee: iam.IGrantable, routeKeys?: string[]): iam.Grant {
    return this.grants.grant(
      grantee,
      routeKeys?.map((key) => this.iamRoute(key)),
    );
  }

  /**
   * Takes it that whoever may call one route may reach another by an escaped `/`.
   *
   * AWS does not say whether it authorizes the decoded path: if it does, `/items%2F1%2Faudit` is one
   * segment for the route and three for IAM. No policy separates such routes; synthesis fails and
   * names them, unless they are accepted here.
   *
   * @param grantedRouteKey The route that callers were granted.
   * @param reachedRouteKey The route that they may reach.
   * @throws RouteNotFound, RouteNotIam
   */
  public acceptEncodedSlash(grantedRouteKey: string, reachedRouteKey: string): void {
    this.grants.acceptEncodedSlash(this.iamRoute(grantedRouteKey), this.iamRoute(reachedRouteKey));
  }

  /**
   * Grants routes to the roles that an auth names for their audience.
   *
   * @internal
   */
  public _attach(rolesFor: (audience: Audience) => readonly PoolRole[]): void {
    this.grants.addRule(({ audiences }) =>
      audiences.flatMap((audience) =>
        rolesFor(audience).map((role) => ({ role, ownParameter: ownParameterOf(audience) })),
      ),
    );
  }

  /**
   * The origin that AWS gives the API.
   *
   * @internal
   */
  public get _endpoint(): string {
    return this.httpApi.apiEndpoint;
  }

  /**
   * Lets the pages of a site call from a browser.
   *
   * @internal
   */
  public _allowSite(origin: string, site: IConstruct): void {
    this.cors.add(origin, site);
  }

  /** The API's resource of the template. */
  private get api(): IConstruct {
    return this.httpApi.node.findChild('Resource');
  }

  private addRoute(declared: RouteKey, props: SecuredRouteProps): ISecuredRoute {
    const resolved = this.table.resolve(declared, props.access ?? RouteAccess.signedIn());
    const needsAuth = resolved.audiences.length > 0 || resolved.authorizationType === 'JWT';
    if (needsAuth && this.auth === undefined) {
      throw refusal(
        'AuthMissing',
        `route '${declared.key}' is for users of an auth, give the API one or set ` +
          'access: RouteAccess.anyone()',
        this,
      );
    }
    assertOwnParameters(declared, resolved.audiences, this);
    if (this.auth) {
      assertScopesIssued(this, this.auth, { key: declared.key, scopes: resolved.scopes ?? [] });
    }
    const authorization = this.authorizers.of(resolved);
    const throttle = props.throttle && completeThrottle(props.throttle, this);
    const bound = this.integrations.bind(declared, props.handler);
    for (const route of resolved.keys) {
      const resource = new apigw.CfnRoute(
        this.integrations,
        `Route-${route.key.replace(' ', '')}`,
        {
          apiId: this.httpApi.apiId,
          routeKey: route.key,
          ...authorization,
          target: bound.target,
        },
      );
      if (resolved.authorizationType === 'NONE') {
        acknowledge(resource, 'AwsSolutions-APIG4', 'the route is declared open to anyone');
      }
      if (throttle) this.throttles.add(resource, throttle);
      if (bound.fn) this.integrations.permit(bound.fn, route);
    }
    const added = this.table.add(declared, resolved, bound);
    this.grants.check(added);
    return added;
  }

  private iamRoute(key: string) {
    const route = this.table.get(key);
    if (route.iam) return route;
    throw refusal(
      'RouteNotIam',
      `route '${route.routeKey}' is not guarded by IAM, a grant on it means nothing: leave it out or ` +
        'set access: RouteAccess.grantees()',
      this,
    );
  }

  /** Routes of this API that were not made here, but by `httpApi` or a resource of the user's. */
  private foreignRoutes() {
    return this.node.root.node
      .findAll()
      .filter((node) => node instanceof apigw.CfnRoute)
      .filter(({ node }) => node.scope !== this.integrations)
      .filter(({ apiId }) => this.isOwnId(apiId))
      .map((route) => ({
        ...parseRouteKey(route.routeKey, route),
        iam: route.authorizationType === 'AWS_IAM',
      }));
  }

  /** By the resource that a token stands for: two stacks may give their APIs one logical id. */
  private isOwnId(apiId: string): boolean {
    return Tokenization.reverseString(apiId).tokens.some(
      (token) => Reference.isReference(token) && token.target === this.api,
    );
  }
}

import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import type { Audience, RouteAccess, RouteAccessConfig } from '../route-access';
import type { ISecuredRoute } from '../secured-route';
import { refusal } from './refusal';
import { expandAny, parseRouteKey, type RouteKey } from './route-key';

/** AWS's limit of routes for one API. */
const MAX_ROUTES = 300;

/** A declared route, with the routes of the template that it stands for. */
export interface TableRoute extends ISecuredRoute {
  readonly authorizationType: RouteAccessConfig['authorizationType'];
  readonly iam: boolean;
  /** The integration that answers. */
  readonly target: string;
  readonly audiences: readonly Audience[];
  readonly templateRoutes: readonly RouteKey[];
}

/** A declaration whose key is read, and that nothing else has defined. */
export interface Declaration<Props> {
  readonly declared: RouteKey;
  readonly props: Props;
}

/** The routes of one API by their canonical keys. */
export class RouteTable {
  private readonly declared = new Map<string, TableRoute>();
  /** Which declaration makes a route of the template. */
  private readonly origins = new Map<string, string>();

  public constructor(private readonly scope: IConstruct) {}

  public get routes(): TableRoute[] {
    return [...this.declared.values()];
  }

  /** Every route of the template. */
  public get allRoutes(): RouteKey[] {
    return this.routes.flatMap(({ templateRoutes }) => templateRoutes);
  }

  /** Every route of the template that IAM guards. */
  public get iamRoutes(): RouteKey[] {
    return this.routes.filter(({ iam }) => iam).flatMap(({ templateRoutes }) => templateRoutes);
  }

  /**
   * Declarations by their canonical keys: sorted, so that every language yields the same template,
   * and named methods first, so that `ANY` stands for what is left.
   */
  public read<Props>(routes: { readonly [key: string]: Props }): Declaration<Props>[] {
    return Object.entries(routes)
      .map(([text, props]) => ({ declared: parseRouteKey(text, this.scope), props }))
      .sort((a, b) => rank(a.declared) - rank(b.declared) || compare(a.declared, b.declared));
  }

  /** What a declaration stands for; fails where one of its routes is defined already. */
  public resolve(
    declared: RouteKey,
    access: RouteAccess,
  ): RouteAccessConfig & { keys: RouteKey[] } {
    const config = access._bind();
    const expanded = config.authorizationType === 'NONE' ? [declared] : expandAny(declared);
    const keys = expanded.filter(({ key }) => !this.origins.has(key));
    if (this.declared.has(declared.key) || keys.length === 0) {
      throw this.alreadyDefined(declared.key);
    }
    if (this.origins.size + keys.length > MAX_ROUTES) {
      throw refusal(
        'TooManyRoutes',
        `route '${declared.key}' would make ${this.origins.size + keys.length} routes, AWS takes ` +
          `${MAX_ROUTES}: use a greedy path or a second API`,
        this.scope,
      );
    }
    return { ...config, keys };
  }

  public add(
    declared: RouteKey,
    config: RouteAccessConfig & { keys: RouteKey[] },
    { fn, target }: { fn?: IFunction; target: string },
  ) {
    const route: TableRoute = {
      routeKey: declared.key,
      handler: fn,
      target,
      authorizationType: config.authorizationType,
      iam: config.authorizationType === 'AWS_IAM',
      audiences: config.audiences,
      templateRoutes: config.keys,
    };
    this.declared.set(declared.key, route);
    for (const { key } of config.keys) this.origins.set(key, declared.key);
    return route;
  }

  /** The route of a key in any spelling. */
  public get(text: string): TableRoute {
    const { key } = parseRouteKey(text, this.scope);
    const route = this.declared.get(key);
    if (route) return route;
    const known = [...this.declared.keys()].map((name) => `'${name}'`).join(', ') || 'none';
    throw refusal('RouteNotFound', `route '${key}' is not defined (routes: ${known})`, this.scope);
  }

  private alreadyDefined(key: string): Error {
    const origin = this.origins.get(key);
    const by = origin === undefined || origin === key ? '' : ` by '${origin}'`;
    return refusal(
      'RouteAlreadyDefined',
      `route '${key}' is already defined${by}, use another path or method`,
      this.scope,
    );
  }
}

function rank({ method, path }: RouteKey): number {
  if (path === undefined) return 2;
  return method === 'ANY' ? 1 : 0;
}

function compare(a: RouteKey, b: RouteKey): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

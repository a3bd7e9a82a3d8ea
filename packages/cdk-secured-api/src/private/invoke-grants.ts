import { Lazy, Names } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { invokeArn, invokePattern } from './invoke-arn';
import { InvokePolicies } from './invoke-policies';
import { PoolPrincipal } from './pool-principal';
import type { PoolRole } from './pool-role';
import { refusal } from './refusal';
import type { RouteKey } from './route-key';
import { type GrantedRoutes, routeLeaks } from './route-leaks';
import type { RouteTable, TableRoute } from './route-table';

/** Which of an API's routes a rule gives to which roles, those of later routes included. */
export type InvokeRule = (route: TableRoute) => readonly PoolRole[];

interface RoleRoutes {
  readonly policies: InvokePolicies;
  readonly routes: Map<string, RouteKey>;
}

/** Every grant on the routes of one API, and the proof that none reaches further. */
export class InvokeGrants extends Construct {
  private readonly rules: InvokeRule[] = [];
  private readonly roles = new Map<PoolRole, RoleRoutes>();
  private readonly others = new Map<iam.IPrincipal, (() => RouteKey[])[]>();

  public constructor(
    scope: Construct,
    id: string,
    private readonly apiId: string,
    private readonly table: RouteTable,
    private readonly foreignIamRoutes: () => readonly RouteKey[],
  ) {
    super(scope, id);
    this.node.addValidation({ validate: () => this.leaks() });
  }

  /** Adds a rule for the routes of now and later. */
  public addRule(rule: InvokeRule): void {
    this.rules.push(rule);
    for (const route of this.table.routes) this.apply(rule, route);
  }

  /** Applies every rule to a new route. */
  public addRoute(route: TableRoute): void {
    for (const rule of this.rules) this.apply(rule, route);
  }

  /** Grants routes to a grantee; `undefined` means every IAM route, later ones too. */
  public grant(grantee: iam.IGrantable, routes: readonly TableRoute[] | undefined): iam.Grant {
    const principal = grantee.grantPrincipal;
    if (principal instanceof PoolPrincipal) return this.grantToRoles(principal, routes);
    const granted = () =>
      routes ? routes.flatMap(({ templateRoutes }) => templateRoutes) : this.table.iamRoutes;
    const grant = iam.Grant.addToPrincipal({
      grantee,
      actions: ['execute-api:Invoke'],
      resourceArns: Lazy.list({ produce: () => this.arnsOf(granted()) }),
    });
    if (!grant.success) {
      throw refusal(
        'GranteeWithoutPolicy',
        `${nameOf(principal)} can carry no policy, and an HTTP API has none of its own: ` +
          'grant a role of this account and let the caller assume it',
        this,
      );
    }
    this.others.set(principal, [...(this.others.get(principal) ?? []), granted]);
    return grant;
  }

  /** The roles of a pool get these routes in the API's own policies, not by statements of their own. */
  private grantToRoles(
    principal: PoolPrincipal,
    routes: readonly TableRoute[] | undefined,
  ): iam.Grant {
    const rule: InvokeRule = (route) =>
      routes === undefined || routes.includes(route) ? principal.poolRoles : [];
    const recorder: iam.IPrincipal = {
      grantPrincipal: principal,
      assumeRoleAction: principal.assumeRoleAction,
      policyFragment: principal.policyFragment,
      addToPrincipalPolicy: () => {
        this.addRule(rule);
        return { statementAdded: true, policyDependable: this };
      },
    };
    return iam.Grant.addToPrincipal({
      grantee: { grantPrincipal: recorder },
      actions: ['execute-api:Invoke'],
      resourceArns: ['*'],
    });
  }

  private apply(rule: InvokeRule, route: TableRoute): void {
    if (!route.iam) return;
    for (const role of rule(route)) {
      const granted = this.ofRole(role);
      for (const key of route.templateRoutes) {
        granted.routes.set(key.key, key);
        granted.policies.allow(key);
      }
    }
  }

  private ofRole(role: PoolRole): RoleRoutes {
    const existing = this.roles.get(role);
    if (existing) return existing;
    const policies = new InvokePolicies(this, this.idOf(role), role, (pattern) =>
      invokeArn(this, this.apiId, pattern),
    );
    const created = { policies, routes: new Map<string, RouteKey>() };
    this.roles.set(role, created);
    return created;
  }

  /** A role's own id is short and stable; roles of a second auth may share it. */
  private idOf(role: PoolRole): string {
    const { id } = role.node;
    return this.node.tryFindChild(id) ? Names.nodeUniqueId(role.node) : id;
  }

  private arnsOf(routes: readonly RouteKey[]): string[] {
    return [...new Set(routes.map(invokePattern))]
      .sort()
      .map((pattern) => invokeArn(this, this.apiId, pattern));
  }

  private leaks(): string[] {
    const grants: GrantedRoutes[] = [
      ...[...this.roles].map(([{ holders }, { routes }]) => ({
        holders,
        routes: [...routes.values()],
      })),
      ...[...this.others].map(([principal, granted]) => ({
        holders: nameOf(principal),
        routes: granted.flatMap((routes) => routes()),
      })),
    ];
    const where = ` [${this.node.scope?.node.path}]`;
    return routeLeaks(grants, [...this.table.iamRoutes, ...this.foreignIamRoutes()]).map(
      (leak) => leak + where,
    );
  }
}

function nameOf(principal: iam.IPrincipal): string {
  return Construct.isConstruct(principal)
    ? `'${principal.node.path}'`
    : 'a principal outside this app';
}

import { AspectPriority, Aspects, Lazy, Names } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type InvokedStage, invokeArn } from './invoke-arn';
import {
  type InvokeGrant,
  type InvokePattern,
  patternOfGrant,
  textOfPattern,
} from './invoke-pattern';
import { InvokePolicies } from './invoke-policies';
import { InvokeProof, type Leak } from './invoke-proof';
import { leakMessage } from './leak-message';
import { PoolPrincipal } from './pool-principal';
import type { PoolRole } from './pool-role';
import { refusal } from './refusal';
import { planPolicies } from './role-policies';
import type { RouteKey } from './route-key';
import type { RouteTable, TableRoute } from './route-table';

/** A role that a rule gives a route to, or with one parameter that must be the caller's own id. */
export interface RuleGrant {
  readonly role: PoolRole;
  readonly ownParameter?: string;
}

/** Which of an API's routes a rule gives to which roles, those of later routes included. */
export type InvokeRule = (route: TableRoute) => readonly RuleGrant[];

export interface InvokeGrantsProps {
  readonly stage: InvokedStage;
  readonly table: RouteTable;
  /** Routes of this API that somebody else put into the template. */
  readonly foreignRoutes: () => readonly (RouteKey & { readonly iam: boolean })[];
}

/**
 * Every grant on the routes of one API, and the proof that none reaches further.
 *
 * Policies are made when the app is synthesized, so that later routes and grants count.
 */
export class InvokeGrants extends Construct {
  private readonly rules: InvokeRule[] = [];
  private readonly others = new Map<iam.IPrincipal, (() => RouteKey[])[]>();
  private readonly accepted = new Set<string>();
  private readonly faults: string[] = [];

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: InvokeGrantsProps,
  ) {
    super(scope, id);
    Aspects.of(this).add(
      { visit: (node) => node === this && this.settle() },
      { priority: AspectPriority.MUTATING },
    );
    this.node.addValidation({ validate: () => this.faults });
  }

  /** Adds a rule for the routes of now and later. */
  public addRule(rule: InvokeRule): void {
    this.rules.push(rule);
    for (const route of this.props.table.routes) rule(route);
  }

  /** Fails where a rule cannot name the roles of a new route. */
  public check(route: TableRoute): void {
    for (const rule of this.rules) rule(route);
  }

  /** Takes it that callers of one route may reach another by an escaped `/`. */
  public acceptEncodedSlash(granted: TableRoute, reached: TableRoute): void {
    for (const { key } of granted.templateRoutes) {
      for (const other of reached.templateRoutes) this.accepted.add(`${key}>${other.key}`);
    }
  }

  /** Grants routes to a grantee; `undefined` means every IAM route, later ones too. */
  public grant(grantee: iam.IGrantable, routes: readonly TableRoute[] | undefined): iam.Grant {
    const principal = grantee.grantPrincipal;
    if (principal instanceof PoolPrincipal) return this.grantToRoles(principal, routes);
    const granted = () =>
      routes ? routes.flatMap(({ templateRoutes }) => templateRoutes) : this.props.table.iamRoutes;
    const grant = iam.Grant.addToPrincipal({
      grantee,
      actions: ['execute-api:Invoke'],
      resourceArns: Lazy.list({
        produce: () => this.arnsOf(granted().map((route) => patternOfGrant({ route }))),
      }),
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
    const roles = principal.poolRoles.map((role) => ({ role }));
    const rule: InvokeRule = (route) =>
      routes === undefined || routes.includes(route) ? roles : [];
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

  /** Makes the policies of every role and fences whoever else can carry a Deny. */
  private settle(): void {
    const foreign = this.props.foreignRoutes();
    const { allRoutes, iamRoutes } = this.props.table;
    const proof = new InvokeProof(
      [...allRoutes, ...foreign],
      [...iamRoutes, ...foreign.filter(({ iam: guarded }) => guarded)],
    );
    for (const [role, grants] of this.grantsByRole()) this.settleRole(role, grants, proof);
    for (const [principal, routes] of this.others) {
      const grants = routes.flatMap((produce) => produce()).map((route) => ({ route }));
      this.settleOther(principal, grants, proof);
    }
  }

  private settleRole(role: PoolRole, grants: readonly InvokeGrant[], proof: InvokeProof): void {
    this.report(proof.of(grants).leaks, role.holders, true);
    const parts = planPolicies(role, grants, proof);
    if (parts === undefined) {
      this.faults.push(
        refusal(
          'PolicyTooLarge',
          `role '${role.node.path}' would hold ${grants.length} routes, more than its inline ` +
            'policy and 5 managed ones take: spread the routes over several APIs or greedy paths',
          this,
        ).message,
      );
      return;
    }
    new InvokePolicies(this, this.idOf(role), {
      poolRole: role,
      parts,
      toArn: (pattern) => this.arnOf(pattern),
    });
  }

  private settleOther(
    principal: iam.IPrincipal,
    grants: readonly InvokeGrant[],
    proof: InvokeProof,
  ): void {
    const fenceable = principal instanceof iam.Role;
    const { fences, leaks } = proof.of(grants, { fenceable });
    this.report(leaks, nameOf(principal), fenceable);
    if (fences.length === 0) return;
    principal.addToPrincipalPolicy(
      new iam.PolicyStatement({
        effect: iam.Effect.DENY,
        actions: ['execute-api:Invoke'],
        resources: this.arnsOf(fences),
      }),
    );
  }

  private report(leaks: readonly Leak[], holders: string, fenceable: boolean): void {
    const where = ` [${this.node.scope?.node.path}]`;
    this.faults.push(
      ...leaks
        .filter(({ encoded, granted, reached }) => {
          return !(encoded && this.accepted.has(`${granted}>${reached}`));
        })
        .map((leak) => leakMessage(leak, holders, fenceable) + where),
    );
  }

  /** What each role may call: a route as a whole takes in the same route of one's own. */
  private grantsByRole(): Map<PoolRole, readonly InvokeGrant[]> {
    const byRole = new Map<PoolRole, Map<string, InvokeGrant>>();
    for (const route of this.props.table.routes.filter(({ iam: guarded }) => guarded)) {
      for (const { role, ownParameter } of this.rules.flatMap((rule) => rule(route))) {
        const grants = byRole.get(role) ?? new Map<string, InvokeGrant>();
        byRole.set(role, grants);
        for (const key of route.templateRoutes) {
          grants.set(`${key.key} ${ownParameter ?? ''}`, { route: key, ownParameter });
        }
      }
    }
    return new Map([...byRole].map(([role, grants]) => [role, withoutCovered(grants)]));
  }

  /** A role's own id is short and stable; roles of a second auth may share it. */
  private idOf(role: PoolRole): string {
    const { id } = role.node;
    return this.node.tryFindChild(id) ? Names.nodeUniqueId(role.node) : id;
  }

  private arnsOf(patterns: readonly InvokePattern[]): string[] {
    return [...new Set(patterns.map(textOfPattern))].sort().map((text) => this.arnOf(text));
  }

  private arnOf(pattern: string): string {
    return invokeArn(this, this.props.stage, pattern);
  }
}

function withoutCovered(grants: ReadonlyMap<string, InvokeGrant>): InvokeGrant[] {
  return [...grants.values()].filter(
    ({ route, ownParameter }) => ownParameter === undefined || !grants.has(`${route.key} `),
  );
}

function nameOf(principal: iam.IPrincipal): string {
  return Construct.isConstruct(principal)
    ? `'${principal.node.path}'`
    : 'a principal outside this app';
}

import { matchesArn } from './arn';
import { holds } from './condition';
import { type Context, ContextKeys } from './context';
import { matchesPattern, type PatternScope } from './pattern';
import type { PolicyDocument, Statement } from './policy-document';
import { isNamed } from './principal';

/** What is asked: may this action be done to this resource, in this context? */
export interface AccessRequest {
  /** Such as `execute-api:Invoke`. */
  readonly action: string;
  /** A concrete ARN. */
  readonly resource: string;
  readonly context: Context;
}

/** A policy with the name that a refusal is explained by. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: PolicyDocument;
}

/** The policy of a resource that nobody may use without it, such as a key's, and who asks. */
export interface ResourcePolicy extends NamedPolicy {
  /** The caller's own ARNs: an allow of one of them needs no other. */
  readonly caller: readonly string[];
  /** Names of the caller's account: an allow of it leaves the decision to the identity. */
  readonly account: readonly string[];
}

/** Every policy that speaks on a request. */
export interface PolicySet {
  readonly identity: readonly NamedPolicy[];
  /** What the identity's policies are capped by, if it has a boundary. */
  readonly boundary?: NamedPolicy | undefined;
  /** What the session is capped by, if it was given a policy. */
  readonly session?: NamedPolicy | undefined;
  /** What the resource says of its callers, if it is of a kind that needs to. */
  readonly resource?: ResourcePolicy | undefined;
}

/** The answer and the statement that decided it: `policy name#index` or its Sid. */
export type Decision =
  | { readonly allowed: true; readonly statement: string }
  | { readonly allowed: false; readonly reason: 'explicitDeny'; readonly statement: string }
  | {
      readonly allowed: false;
      readonly reason: 'implicitDeny';
      readonly missing: 'identity' | 'boundary' | 'session' | 'resource';
    };

/**
 * Decides a request: an explicit deny, then an allow in every layer that is there, else refused. A
 * resource's policy that names the caller stands in for the identity's.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(request: AccessRequest, policies: PolicySet): Decision {
  const context = new ContextKeys(request);
  const { identity, boundary, session, resource } = policies;
  const caps = [boundary, session].filter((policy) => policy !== undefined);
  const denied =
    find('Deny', [...identity, ...caps], request, context) ??
    findNaming('Deny', 'anyone', resource, request, context);
  if (denied) return { allowed: false, reason: 'explicitDeny', statement: denied };
  const direct = findNaming('Allow', 'caller', resource, request, context);
  if (resource && !direct && !findNaming('Allow', 'account', resource, request, context)) {
    return { allowed: false, reason: 'implicitDeny', missing: 'resource' };
  }
  const allowed = direct ?? find('Allow', identity, request, context);
  if (!allowed) return { allowed: false, reason: 'implicitDeny', missing: 'identity' };
  if (boundary && !find('Allow', [boundary], request, context)) {
    return { allowed: false, reason: 'implicitDeny', missing: 'boundary' };
  }
  if (session && !find('Allow', [session], request, context)) {
    return { allowed: false, reason: 'implicitDeny', missing: 'session' };
  }
  return { allowed: true, statement: allowed };
}

/** A statement of the resource's policy that speaks of the caller, by one kind of its names. */
function findNaming(
  effect: Statement['effect'],
  kind: 'caller' | 'account' | 'anyone',
  policy: ResourcePolicy | undefined,
  request: AccessRequest,
  context: ContextKeys,
): string | undefined {
  if (policy === undefined) return undefined;
  const names = kind === 'anyone' ? [...policy.caller, ...policy.account] : policy[kind];
  const speaks = ({ principals }: Statement): boolean =>
    names.some((value) => isNamed(principals, { type: 'AWS', value }));
  return find(effect, [policy], request, context, speaks);
}

function find(
  effect: Statement['effect'],
  policies: readonly NamedPolicy[],
  request: AccessRequest,
  context: ContextKeys,
  speaks: (statement: Statement) => boolean = () => true,
): string | undefined {
  for (const { name, document } of policies) {
    const scope = { context, variables: document.variables };
    const index = document.statements.findIndex(
      (statement) =>
        statement.effect === effect && speaks(statement) && applies(statement, request, scope),
    );
    if (index >= 0) return `${name}#${document.statements[index]?.sid ?? index}`;
  }
  return undefined;
}

function applies(statement: Statement, request: AccessRequest, scope: PatternScope): boolean {
  return (
    matchesAction(statement, request.action, scope) &&
    matchesResource(statement, request.resource, scope) &&
    statement.conditions.every((condition) => holds(condition, scope, statement.effect === 'Deny'))
  );
}

/** Actions are matched in any case, and hold no variables. */
export function matchesAction(
  { actions }: Statement,
  action: string,
  { context }: PatternScope,
): boolean {
  const matched = actions.patterns.some((pattern) =>
    matchesPattern(pattern.toLowerCase(), action.toLowerCase(), { context, variables: false }),
  );
  return matched !== actions.not;
}

/** Says whether a statement speaks of a resource. */
export function matchesResource(
  { resources, effect }: Statement,
  resource: string,
  scope: PatternScope,
): boolean {
  if (!resources) return false;
  const whole = (pattern: string): boolean => matchesPattern(pattern, resource, scope);
  const byPart = (pattern: string): boolean => matchesArn(pattern, resource, scope);
  // Whether a wildcard crosses a colon is not established: an Allow takes the narrow reading and a
  // Deny the wide one, and a NotResource the other way round.
  const narrow = (effect === 'Allow') !== resources.not;
  return resources.patterns.some(narrow ? byPart : whole) !== resources.not;
}

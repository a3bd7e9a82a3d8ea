import type { Context } from '../iam/context';
import {
  type AccessRequest,
  type Decision,
  evaluate,
  type NamedPolicy,
  type ResourcePolicy,
} from '../iam/evaluate';
import { nearestStatement } from '../iam/nearest-statement';
import { parsePolicy } from '../iam/policy-document';
import type { Roles } from '../iam/roles';
import type { Environment } from '../support/environment';
import { perSecond } from '../support/per-second';
import { identityServiceOf } from './identity-service';
import type { Principal, RoleSession } from './session';

/** A policy of the resource itself, and the condition keys that only its service knows. */
export interface ResourceGuard {
  readonly policy: NamedPolicy;
  readonly context: Context;
}

/** What a principal asks to do, and from where. */
export interface ActionRequest {
  readonly action: string;
  readonly resource: string;
  readonly sourceIp: string;
  readonly userAgent: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Left out where the resource has no policy that everybody needs. */
  readonly guard?: ResourceGuard | undefined;
}

/** Who a principal is, in AWS's words. */
export interface PrincipalNames {
  /** Such as `arn:aws:sts::123456789012:assumed-role/Role/session`. */
  readonly arn: string;
  /** `AROA...:session` of a role session. */
  readonly userId: string;
}

/** Names a principal as logs, events and IAM do. */
export function namesOf(
  principal: Principal,
  roles: Roles,
  { partition, accountId }: Environment,
): PrincipalNames {
  if (principal.kind === 'administrator') {
    return {
      arn: `arn:${partition}:iam::${accountId}:user/local-administrator`,
      userId: 'AIDALOCAL',
    };
  }
  const role = roles.role(principal.roleArn);
  return {
    arn: `arn:${partition}:sts::${accountId}:assumed-role/${role?.name ?? ''}/${principal.sessionName}`,
    userId: `${role?.id ?? ''}:${principal.sessionName}`,
  };
}

/** Decides whether a principal may do an action on a resource. */
export function authorize(
  principal: Principal,
  request: ActionRequest,
  roles: Roles,
  environment: Environment,
): Decision {
  if (principal.kind === 'administrator') return { allowed: true, statement: 'administrator' };
  const { sessionPolicy } = principal;
  const { guard } = request;
  const policies = roles.policiesOf(principal.roleArn);
  return evaluate(new SessionRequest(principal, request, roles, environment), {
    ...policies,
    ...(sessionPolicy !== undefined && { session: sessionPolicyOf(principal, sessionPolicy) }),
    ...(guard && { resource: guardOf(guard, principal, roles, environment) }),
  });
}

/** The policy of a resource, with the names by which it may speak of a session. */
function guardOf(
  { policy }: ResourceGuard,
  session: RoleSession,
  roles: Roles,
  environment: Environment,
): ResourcePolicy {
  const { partition, accountId } = environment;
  return {
    ...policy,
    caller: [session.roleArn, namesOf(session, roles, environment).arn],
    account: [`arn:${partition}:iam::${accountId}:root`, accountId],
  };
}

const sessionPolicies = new WeakMap<RoleSession, NamedPolicy>();

/** A session's own policy, read once. */
function sessionPolicyOf(session: RoleSession, policy: unknown): NamedPolicy {
  const known = sessionPolicies.get(session);
  if (known) return known;
  const read = { name: 'session policy', document: parsePolicy(policy, 'identity') };
  sessionPolicies.set(session, read);
  return read;
}

/** Why a decision refuses, for the developer's eyes: the role, and the statement that came nearest. */
export function explainRefusal(
  decision: Decision & { allowed: false },
  principal: Principal,
  request: ActionRequest,
  roles: Roles,
  environment: Environment,
): string {
  if (principal.kind === 'administrator') return 'the administrator is refused nothing';
  const role = roles.role(principal.roleArn)?.name ?? principal.roleArn;
  if (decision.reason === 'explicitDeny') return `role ${role}: denied by ${decision.statement}`;
  const why = `role ${role}: no ${decision.missing} policy allows it`;
  if (decision.missing !== 'identity') return why;
  const nearest = nearestStatement(
    new SessionRequest(principal, request, roles, environment),
    roles.policiesOf(principal.roleArn).identity,
  );
  return `${why}, ${nearest ?? 'none speaks of the action'}`;
}

const currentTime = perSecond((seconds) =>
  new Date(seconds * 1000).toISOString().replace('.000Z', 'Z'),
);

/** What a session asks, with the condition keys that most policies never look at. */
class SessionRequest implements AccessRequest {
  readonly action: string;
  readonly resource: string;

  constructor(
    private readonly session: RoleSession,
    private readonly request: ActionRequest,
    private readonly roles: Roles,
    private readonly environment: Environment,
  ) {
    this.action = request.action;
    this.resource = request.resource;
  }

  get context(): Context {
    const names = namesOf(this.session, this.roles, this.environment);
    const known = contextOf(this.session, this.request, names, this.environment);
    return { ...this.request.guard?.context, ...known };
  }
}

/**
 * The condition keys of a request.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function contextOf(
  session: RoleSession,
  request: ActionRequest,
  names: PrincipalNames,
  environment: Environment,
): Context {
  const { accountId, region } = environment;
  const service = identityServiceOf(environment);
  const seconds = Math.floor(request.now / 1000);
  const tags = Object.entries(session.tags).map(([key, value]) => [
    `aws:PrincipalTag/${key}`,
    value,
  ]);
  const identity = session.cognitoIdentity;
  return {
    'aws:CurrentTime': currentTime(request.now),
    'aws:EpochTime': String(seconds),
    'aws:PrincipalAccount': accountId,
    'aws:PrincipalArn': session.roleArn,
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalType': 'AssumedRole',
    'aws:RequestedRegion': region,
    'aws:SecureTransport': 'true', // AWS takes no plain http; this machine's loopback stands in
    'aws:SourceIp': request.sourceIp,
    'aws:UserAgent': request.userAgent,
    'aws:ViaAWSService': 'false',
    'aws:userid': names.userId,
    ...Object.fromEntries(tags),
    ...(identity && {
      'aws:FederatedProvider': service,
      [`${service}:amr`]: identity.amr,
      [`${service}:aud`]: identity.identityPoolId,
      [`${service}:sub`]: identity.identityId,
    }),
  };
}

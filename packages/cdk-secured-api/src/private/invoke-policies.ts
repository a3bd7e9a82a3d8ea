import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from './acknowledge';
import { policyName } from './policy-name';
import type { PolicyPart } from './policy-parts';
import type { PoolRole } from './pool-role';
import { registerProvedPolicy } from './secured-apis';

export interface InvokePoliciesProps {
  readonly poolRole: PoolRole;
  readonly parts: readonly PolicyPart[];
  /** The ARN of a pattern of the API's stage. */
  readonly toArn: (pattern: string) => string;
}

/**
 * The policies that give one role of an identity pool some routes of one API, and no other.
 *
 * They live beside the API, so that a pool in another stack never refers to it. What is denied comes
 * first and each policy waits for the one before: at no time is a route allowed without its fence.
 */
export class InvokePolicies extends Construct {
  public constructor(scope: Construct, id: string, props: InvokePoliciesProps) {
    super(scope, id);
    let managed = 0;
    let before: iam.CfnPolicy | iam.CfnManagedPolicy | undefined;
    for (const part of props.parts) {
      if (part.managed) managed += 1;
      const policy = part.managed
        ? this.addManaged(`ManagedPolicy${managed}`, part, props)
        : this.addInline(part, props);
      registerProvedPolicy(policy);
      if (before) policy.addResourceDependency(before);
      before = policy;
    }
    for (const { effect, pattern } of props.parts.flatMap(({ resources }) => resources)) {
      if (effect === 'Deny' || !pattern.includes('*')) continue;
      acknowledgeWildcard(
        this,
        props.toArn(pattern),
        'proved to reach no route that is not granted',
      );
    }
  }

  private addInline(part: PolicyPart, { poolRole, toArn }: InvokePoliciesProps): iam.CfnPolicy {
    poolRole.inlineCharacters += part.characters;
    return new iam.CfnPolicy(this, 'Policy', {
      policyName: policyName(this, 'Invoke'),
      policyDocument: documentOf(part, toArn),
      roles: [poolRole.role.roleName],
    });
  }

  private addManaged(id: string, part: PolicyPart, { poolRole, toArn }: InvokePoliciesProps) {
    poolRole.managedPolicies += 1;
    return new iam.CfnManagedPolicy(this, id, {
      description: `Lets ${poolRole.holders} invoke routes of one API`,
      policyDocument: documentOf(part, toArn),
      roles: [poolRole.role.roleName],
    });
  }
}

function documentOf({ resources }: PolicyPart, toArn: (pattern: string) => string) {
  const statements = (['Allow', 'Deny'] as const).map((effect) => {
    const arns = resources
      .filter((resource) => resource.effect === effect)
      .map(({ pattern }) => pattern)
      .sort()
      .map(toArn);
    return {
      Effect: effect,
      Action: 'execute-api:Invoke',
      Resource: arns.length === 1 ? arns[0] : arns,
    };
  });
  return {
    Version: '2012-10-17',
    Statement: statements.filter(({ Resource }) => Resource?.length !== 0),
  };
}

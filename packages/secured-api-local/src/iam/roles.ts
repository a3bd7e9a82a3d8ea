import type { NamedPolicy, PolicySet } from './evaluate';
import type { PolicyDocument } from './policy-document';

/** A role as the template declares it, before policies of other resources are attached. */
export interface Role {
  readonly arn: string;
  /** The unique id, `AROA...`. */
  readonly id: string;
  readonly name: string;
  readonly trust: PolicyDocument;
  readonly inline: readonly NamedPolicy[];
  readonly managedPolicyArns: readonly string[];
  readonly boundaryArn: string | undefined;
}

/** Every role and policy of the account. */
export class Roles {
  private readonly roles = new Map<string, Role>();
  private readonly managed = new Map<string, NamedPolicy>();
  private readonly attached = new Map<string, NamedPolicy[]>();

  addRole(role: Role): void {
    this.roles.set(role.arn, role);
  }

  addManagedPolicy(arn: string, policy: NamedPolicy): void {
    this.managed.set(arn, policy);
  }

  /** Attaches a policy of a resource of its own, such as `AWS::IAM::Policy`, to a role by name. */
  attach(roleName: string, policy: NamedPolicy): void {
    this.attached.set(roleName, [...(this.attached.get(roleName) ?? []), policy]);
  }

  role(arn: string): Role | undefined {
    return this.roles.get(arn);
  }

  hasManagedPolicy(arn: string): boolean {
    return this.managed.has(arn);
  }

  /** What a role may do; nothing if it does not exist. An absent boundary allows nothing either. */
  policiesOf(arn: string): PolicySet {
    const role = this.roles.get(arn);
    if (!role) return { identity: [] };
    const managed = role.managedPolicyArns
      .map((policyArn) => this.managed.get(policyArn))
      .filter((policy) => policy !== undefined);
    return {
      identity: [...role.inline, ...(this.attached.get(role.name) ?? []), ...managed],
      boundary: role.boundaryArn ? this.boundary(role.boundaryArn) : undefined,
    };
  }

  private boundary(arn: string): NamedPolicy {
    return this.managed.get(arn) ?? { name: arn, document: { variables: false, statements: [] } };
  }
}

import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { PoolRole } from './pool-role';
import { MARK, markOf, propertiesOf, UNKNOWN } from './template-text';

/** A statement of a policy as the template writes it, references as marks. */
export type StatementText = Readonly<Record<string, unknown>>;

/** A policy that a role holds. */
export interface HeldPolicy {
  /** The construct path of its resource. */
  readonly path: string;
  readonly statements: readonly StatementText[];
}

/** The policies of a tree, read once, and which roles hold them. */
export class RoleStatements {
  private readonly policies: readonly PolicyText[];

  /**
   * @param root Where to look, at validation.
   * @param isProved Whether a policy is one of an API's own.
   */
  public constructor(root: IConstruct, isProved: (policy: IConstruct) => boolean) {
    this.policies = root.node
      .findAll()
      .filter((node) => CfnResource.isCfnResource(node))
      .filter((resource) => POLICY_TYPES.has(resource.cfnResourceType) && !isProved(resource))
      .map((resource) => ({ resource, properties: propertiesOf(resource) }));
  }

  /** Every policy of this app that a role holds, by whatever way it was attached. */
  public of(poolRole: PoolRole): HeldPolicy[] {
    const role = this.textOf(poolRole);
    const mark = role && markOf(role.resource);
    const name = role ? role.properties.RoleName : poolRole.role.roleName;
    const arns = strings(role?.properties.ManagedPolicyArns);
    return this.policies.flatMap(({ resource, properties }) => {
      if (resource === role?.resource) return [held(resource, properties.Policies)];
      const holders = strings([properties.Roles, properties.RoleName]);
      const attached =
        holders.some((holder) => holder === name || (mark && holder.includes(mark))) ||
        arns.some((arn) => arn.includes(markOf(resource)));
      return attached ? [held(resource, properties.PolicyDocument)] : [];
    });
  }

  /** A role of this app, which others may name as they would one that is there already. */
  private textOf(poolRole: PoolRole): PolicyText | undefined {
    const role = resourceOf(poolRole);
    if (role) return this.policies.find(({ resource }) => resource === role);
    return this.policies.find(
      ({ resource, properties }) =>
        resource.cfnResourceType === 'AWS::IAM::Role' &&
        properties.RoleName === poolRole.role.roleName,
    );
  }
}

/** The ARNs of managed policies that a role holds and that are not of this app. */
export function foreignPoliciesOf(poolRole: PoolRole): string[] {
  const role = resourceOf(poolRole);
  const arns = role ? strings(propertiesOf(role).ManagedPolicyArns) : [];
  return arns.filter((arn) => arn.match(MARK) === null);
}

function held(resource: CfnResource, documents: unknown): HeldPolicy {
  return { path: resource.node.path, statements: statementsIn(documents) };
}

/** The role's resource, unless it is of no app or of another. */
function resourceOf({ role }: PoolRole): CfnResource | undefined {
  const { defaultChild } = role.node;
  return CfnResource.isCfnResource(defaultChild) ? defaultChild : undefined;
}

interface PolicyText {
  readonly resource: CfnResource;
  readonly properties: Readonly<Record<string, unknown>>;
}

const POLICY_TYPES: ReadonlySet<string> = new Set([
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::IAM::RolePolicy',
]);

/** Every string of a value, those of conditions included. */
export function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
}

/** What stands for statements that only a deployment knows: they may allow anything. */
const ANY_STATEMENT: StatementText = { Effect: 'Allow', Action: '*', Resource: '*' };

/** The parts of a policy that lead to its statements; a name that nobody knows yet says nothing. */
const LEADING = ['Fn::If', 'PolicyDocument', 'Statement'];

/** Every statement of a document or of a list of policies, those of conditions included. */
function statementsIn(value: unknown): StatementText[] {
  if (typeof value === 'string') return value.includes(UNKNOWN) ? [ANY_STATEMENT] : [];
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap(statementsIn);
  if ('Effect' in value) return [{ ...value }];
  return Object.entries(value).flatMap(([name, part]) => {
    if (name === 'Fn::Transform') return [ANY_STATEMENT];
    return LEADING.includes(name) ? statementsIn(part) : [];
  });
}

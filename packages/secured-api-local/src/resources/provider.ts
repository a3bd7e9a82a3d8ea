/** A resource of the template with every intrinsic function resolved. */
export interface ResolvedResource {
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** What `Ref` and `Fn::GetAtt` give. */
export interface Provisioned {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** What of the resource is not there, said beside the resources that are not. */
  readonly skipped?: readonly string[];
}

/**
 * One CloudFormation resource type.
 *
 * A property that is neither modelled nor ignorable stops the start with its path: what the
 * runtime does not know it does not approximate. A path names nested properties with dots and
 * leaves out list positions: `Policies.PasswordPolicy.MinimumLength`. A path in `modelled` or
 * `ignorable` without children covers all below it.
 */
export interface ResourceProvider {
  readonly type: string;
  /** Property paths whose meaning is enforced. */
  readonly modelled: readonly string[];
  /** Property paths that change nothing here, such as tags. */
  readonly ignorable: readonly string[];
  /** Property paths that may hold a placeholder of a resource that does not exist here. */
  readonly placeholders?: readonly string[];
  /**
   * Makes the resource.
   *
   * @throws LocalRuntimeError for a value that is not supported
   */
  provision(resource: ResolvedResource): Provisioned;
}

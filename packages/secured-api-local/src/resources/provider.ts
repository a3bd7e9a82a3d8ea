import type { Functions } from '../lambda/functions';
import type { Store } from '../state/store';
import type { TokenService } from '../sts/token-service';
import type { Clock } from '../support/clock';
import type { Log } from '../support/log';
import type { Random } from '../support/random';

/** Where a stack is: what the pseudo parameters say. */
export interface Environment {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly urlSuffix: string;
}

/** What every service is built with. */
export interface Foundation {
  readonly environment: Environment;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly store: Store;
}

/** Services that providers hand to one another. */
export interface Services extends Foundation {
  readonly functions: Functions;
  readonly tokenService: TokenService;
}

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

import type { DomainOptions } from './domain-options';

/** A domain of an API's own. */
export interface ApiDomainOptions extends DomainOptions {
  /**
   * What the path begins with at the domain, such as `v1`.
   *
   * AWS does not say that it leaves it out of the ARN that a role must be allowed: grants take it so,
   * and a call is refused if it does not.
   *
   * @default - none: the API answers at the domain's root
   */
  readonly basePath?: string;

  /**
   * Whether the API stops to answer at its endpoint of AWS, which is not in `url` any more.
   *
   * @default false
   */
  readonly disableExecuteApiEndpoint?: boolean;
}

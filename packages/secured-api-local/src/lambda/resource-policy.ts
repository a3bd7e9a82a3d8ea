import { matchesArn } from '../iam/arn';
import { ContextKeys } from '../iam/context';
import type { Caller } from './functions';

/** One `AWS::Lambda::Permission`. */
export interface Permission {
  /** A service principal. */
  readonly principal: string;
  /** An ARN pattern that the caller's source must match, if there is one. */
  readonly sourceArn: string | undefined;
  readonly sourceAccount: string | undefined;
}

const LITERAL = { context: new ContextKeys({ context: {} }), variables: false };

/** The permissions of one function. */
export class ResourcePolicy {
  private readonly permissions: Permission[] = [];
  /** An API asks again and again as the same caller; what is asked of does not change meanwhile. */
  private answers = new WeakMap<Caller, boolean>();

  add(permission: Permission): void {
    this.permissions.push(permission);
    this.answers = new WeakMap();
  }

  /** Says whether a permission lets a caller invoke the function. */
  permits(caller: Caller): boolean {
    const known = this.answers.get(caller);
    if (known !== undefined) return known;
    const answer = this.permissions.some((permission) => permits(permission, caller));
    this.answers.set(caller, answer);
    return answer;
  }
}

/** Says whether a permission lets a caller invoke its function. */
export function permits(permission: Permission, caller: Caller): boolean {
  const { principal, sourceArn, sourceAccount } = permission;
  return (
    principal === caller.service &&
    (sourceArn === undefined || matchesArn(sourceArn, caller.sourceArn, LITERAL)) &&
    (sourceAccount === undefined || sourceAccount === caller.sourceAccount)
  );
}

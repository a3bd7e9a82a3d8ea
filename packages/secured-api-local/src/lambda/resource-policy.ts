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

const LITERAL = { context: new ContextKeys({}), variables: false };

/** What a source may be remembered for: an API has no more routes and methods than this. */
const REMEMBERED = 1_000;

/** The permissions of one function. */
export class ResourcePolicy {
  private readonly permissions: Permission[] = [];
  /** Callers that were asked for before, by every field that is looked at. */
  private readonly answers = new Map<string, boolean>();

  add(permission: Permission): void {
    this.permissions.push(permission);
    this.answers.clear();
  }

  /** Says whether a permission lets a caller invoke the function. */
  permits(caller: Caller): boolean {
    const key = `${caller.service}\n${caller.sourceAccount}\n${caller.sourceArn}`;
    const known = this.answers.get(key);
    if (known !== undefined) return known;
    const answer = this.permissions.some((permission) => permits(permission, caller));
    if (this.answers.size >= REMEMBERED) this.answers.clear();
    this.answers.set(key, answer);
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

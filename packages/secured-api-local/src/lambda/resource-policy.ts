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

/** Says whether a permission lets a caller invoke its function. */
export function permits(permission: Permission, caller: Caller): boolean {
  const { principal, sourceArn, sourceAccount } = permission;
  return (
    principal === caller.service &&
    (sourceArn === undefined || matchesArn(sourceArn, caller.sourceArn, LITERAL)) &&
    (sourceAccount === undefined || sourceAccount === caller.sourceAccount)
  );
}

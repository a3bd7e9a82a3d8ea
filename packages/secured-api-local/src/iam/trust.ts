import { holds } from './condition';
import { type Context, ContextKeys } from './context';
import { matchesAction } from './evaluate';
import type { PolicyDocument } from './policy-document';
import { isNamed, type NamedPrincipal } from './principal';

/** What is asked of a trust policy. */
export interface TrustRequest {
  /** Such as `sts:AssumeRoleWithWebIdentity`. */
  readonly action: string;
  /** Such as `{ type: 'Federated', value: 'cognito-identity.amazonaws.com' }`. */
  readonly principal: NamedPrincipal;
  readonly context: Context;
}

/** Says whether a role's trust policy lets a principal assume it. */
export function trusts(document: PolicyDocument, request: TrustRequest): boolean {
  const scope = { context: new ContextKeys(request), variables: document.variables };
  const speaking = document.statements.filter(
    (statement) =>
      isNamed(statement.principals, request.principal) &&
      matchesAction(statement, request.action, scope) &&
      statement.conditions.every((condition) =>
        holds(condition, scope, statement.effect === 'Deny'),
      ),
  );
  return (
    speaking.some(({ effect }) => effect === 'Allow') &&
    !speaking.some(({ effect }) => effect === 'Deny')
  );
}

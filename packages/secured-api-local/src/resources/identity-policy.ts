import { findPlaceholder, placeholderInUse } from '../assembly/placeholder';
import { type PolicyDocument, parsePolicy, type Statement } from '../iam/policy-document';
import type { ResolvedResource } from './provider';

/** Where the resources of an identity policy stand, in which there may be placeholders. */
export const RESOURCES_OF_POLICY = 'PolicyDocument.Statement.Resource';

/**
 * Reads an identity policy, in which a statement may name what is not on this machine, such as a
 * table.
 *
 * An Allow of that allows nothing here, so it is read without it. What a Deny of it would forbid
 * cannot be told.
 *
 * @throws LocalRuntimeError `PlaceholderInUse` for such a Deny
 */
export function identityPolicy(document: unknown, resource: ResolvedResource): PolicyDocument {
  const { statements, ...policy } = parsePolicy(document, 'identity');
  return { ...policy, statements: statements.map((statement) => present(statement, resource)) };
}

function present(statement: Statement, resource: ResolvedResource): Statement {
  const { effect, resources } = statement;
  const absent = resources?.patterns.map(findPlaceholder).find((found) => found !== undefined);
  if (resources === undefined || absent === undefined) return statement;
  if (effect === 'Deny' || resources.not) {
    throw placeholderInUse(resource, RESOURCES_OF_POLICY, absent);
  }
  const patterns = resources.patterns.filter((text) => findPlaceholder(text) === undefined);
  return { ...statement, resources: { patterns, not: false } };
}

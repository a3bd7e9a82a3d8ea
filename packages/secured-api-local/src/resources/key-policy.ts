import { findPlaceholder } from '../assembly/placeholder';
import { InvalidPolicy } from '../iam/invalid-policy';
import { type PolicyDocument, parsePolicy, type Statement } from '../iam/policy-document';
import type { KeyPolicy } from '../kms/key';

/**
 * Reads the policy of a key, which most apps never use on this machine: what cannot be read makes
 * the key unusable, and does not stop the start.
 *
 * An Allow of what is not here, such as a table's role, allows nothing here.
 */
export function readKeyPolicy(document: unknown): KeyPolicy {
  try {
    const { statements, ...policy } = parsePolicy(document, 'resource');
    return { ...policy, statements: statements.flatMap(present) };
  } catch (error) {
    if (error instanceof InvalidPolicy) return { unreadable: error.message };
    throw error;
  }
}

/** The policy of a key whose template gives none: the account's identities decide. */
export function defaultKeyPolicy(accountArn: string): PolicyDocument {
  const statement = { Effect: 'Allow', Principal: { AWS: accountArn }, Action: 'kms:*' };
  return parsePolicy(
    { Version: '2012-10-17', Statement: [{ ...statement, Resource: '*' }] },
    'resource',
  );
}

const isAbsent = (text: string): boolean => findPlaceholder(text) !== undefined;

function present(statement: Statement): Statement[] {
  const { effect, principals, resources, conditions } = statement;
  const named = principals === '*' ? [] : Object.values(principals ?? {}).flat();
  const others = [
    ...(resources?.patterns ?? []),
    ...conditions.flatMap(({ key, values }) => [key, ...values]),
  ];
  if (![...named, ...others].some(isAbsent)) return [statement];
  if (effect === 'Deny') {
    throw new InvalidPolicy('a Deny names what does not exist on this machine');
  }
  if (others.some(isAbsent)) return [];
  const here = Object.entries(principals ?? {}).map(([type, names]) => [
    type,
    names.filter((name: string) => !isAbsent(name)),
  ]);
  return [{ ...statement, principals: Object.fromEntries(here) }];
}

import type { NamedPolicy } from '../iam/evaluate';
import { InvalidPolicy } from '../iam/invalid-policy';
import { parsePolicy } from '../iam/policy-document';

/** What a Lambda authorizer said, and what it hands the route's own function. */
export interface AuthorizerAnswer {
  readonly verdict:
    | { readonly kind: 'simple'; readonly isAuthorized: boolean }
    | { readonly kind: 'policy'; readonly policy: NamedPolicy; readonly principalId: string };
  readonly context: Readonly<Record<string, unknown>> | null;
}

/**
 * Reads what a Lambda authorizer returned in format 2.0.
 *
 * @param simple - it answers `{ isAuthorized }`, else a policy
 * @returns `undefined` when its shape is not valid, which the gateway answers with 500
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function readAuthorizerAnswer(
  payload: unknown,
  simple: boolean,
): AuthorizerAnswer | undefined {
  if (!isRecord(payload)) return undefined;
  const { context = null } = payload;
  if (context !== null && !isRecord(context)) return undefined;
  const verdict = simple ? readSimple(payload) : readPolicy(payload);
  return verdict && { verdict, context };
}

function readSimple({
  isAuthorized,
}: Readonly<Record<string, unknown>>): AuthorizerAnswer['verdict'] | undefined {
  return typeof isAuthorized === 'boolean' ? { kind: 'simple', isAuthorized } : undefined;
}

function readPolicy({
  principalId,
  policyDocument,
}: Readonly<Record<string, unknown>>): AuthorizerAnswer['verdict'] | undefined {
  if (typeof principalId !== 'string' || principalId === '') return undefined;
  try {
    const document = parsePolicy(policyDocument, 'identity');
    return { kind: 'policy', principalId, policy: { name: 'authorizer', document } };
  } catch (error) {
    if (error instanceof InvalidPolicy) return undefined;
    throw error;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

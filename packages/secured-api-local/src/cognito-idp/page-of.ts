import {
  type Input,
  invalidParameter,
  optionalNumber,
  optionalText,
} from '../aws-endpoint/operation-input';

const LARGEST = 60;

/** One page of a list, and the token of the next. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

/**
 * The page of a list that an operation's `Limit` and token ask for, 60 items unless told.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function pageOf<T>(
  all: readonly T[],
  input: Input,
  tokenMember: 'NextToken' | 'PaginationToken',
): Page<T> {
  const limit = optionalNumber(input, 'Limit') ?? LARGEST;
  if (!Number.isInteger(limit) || limit < 0 || limit > LARGEST) {
    throw invalidParameter(
      `1 validation error detected: Value at 'limit' failed to satisfy constraint: Member must have value less than or equal to ${LARGEST}`,
    );
  }
  const start = startOf(optionalText(input, tokenMember), tokenMember);
  const end = start + (limit === 0 ? LARGEST : limit);
  return {
    items: all.slice(start, end),
    ...(end < all.length && { nextToken: Buffer.from(String(end)).toString('base64url') }),
  };
}

function startOf(token: string | undefined, member: string): number {
  if (token === undefined) return 0;
  const text = Buffer.from(token, 'base64url').toString();
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw invalidParameter(`Invalid ${member === 'NextToken' ? 'next' : 'pagination'} token.`);
}

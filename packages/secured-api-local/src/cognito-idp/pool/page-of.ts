import {
  type Input,
  invalidParameter,
  optionalNumber,
  optionalText,
} from '../../aws-endpoint/operation-input';

/** How an operation limits a page. */
export interface PageLimit {
  /** The member of the input that asks for less. */
  readonly member: string;
  readonly largest: number;
}

const SIXTY: PageLimit = { member: 'Limit', largest: 60 };

/** One page of a list, and the token of the next. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

/**
 * The page of a list that an operation's `Limit` and token ask for, as many as
 * there may be unless told.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function pageOf<T>(
  all: readonly T[],
  input: Input,
  tokenMember: 'NextToken' | 'PaginationToken',
  { member, largest }: PageLimit = SIXTY,
): Page<T> {
  const limit = optionalNumber(input, member) ?? largest;
  if (!Number.isInteger(limit) || limit < 0 || limit > largest) {
    throw invalidParameter(
      `1 validation error detected: Value at '${member.charAt(0).toLowerCase()}${member.slice(1)}' failed to satisfy constraint: Member must have value less than or equal to ${largest}`,
    );
  }
  const start = startOf(optionalText(input, tokenMember), tokenMember);
  const end = start + (limit === 0 ? largest : limit);
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

import { remembered } from '../support/remembered';
import { matchesPattern, type PatternScope } from './pattern';

const PARTS = 6;

/** Splits an ARN, or a pattern of one, at its first five colons outside of variables. */
const splitArn = remembered((arn: string): readonly string[] => {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < arn.length && parts.length < PARTS - 1; i += 1) {
    if (arn.startsWith('${', i)) depth += 1;
    else if (arn[i] === '}' && depth > 0) depth -= 1;
    else if (arn[i] === ':' && depth === 0) {
      parts.push(arn.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, arn.slice(start)];
});

/**
 * Matches an ARN part by part, so that a wildcard does not cross the first five colons.
 *
 * The last part of a pattern that has fewer, such as `*` or `arn:aws:s3*`, takes all the rest.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matchesArn(pattern: string, arn: string, scope: PatternScope): boolean {
  const patterns = splitArn(pattern);
  const parts = splitArn(arn);
  const last = patterns.length - 1;
  if (parts.length !== PARTS) return false;
  return patterns.every((part, index) =>
    matchesPattern(
      part,
      index === last ? parts.slice(index).join(':') : (parts[index] ?? ''),
      scope,
    ),
  );
}

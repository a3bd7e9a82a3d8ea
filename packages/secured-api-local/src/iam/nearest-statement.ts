import { ContextKeys } from './context';
import { type AccessRequest, matchesAction, matchesResource, type NamedPolicy } from './evaluate';
import type { PatternScope } from './pattern';
import type { Statement } from './policy-document';

interface Candidate {
  readonly text: string;
  readonly score: number;
}

/**
 * The Allow that came nearest to a request that none allowed: one whose condition alone fails, else
 * the one whose resource is the same for the longest way. For the developer's eyes.
 *
 * @returns `undefined` where no statement speaks of the action
 */
export function nearestStatement(
  request: AccessRequest,
  policies: readonly NamedPolicy[],
): string | undefined {
  const context = new ContextKeys(request);
  const candidates = policies.flatMap(({ name, document }) => {
    const scope = { context, variables: document.variables };
    return document.statements.flatMap((statement, index) =>
      statement.effect === 'Allow' && matchesAction(statement, request.action, scope)
        ? [candidateOf(`${name}#${statement.sid ?? index}`, statement, request.resource, scope)]
        : [],
    );
  });
  const [first, ...rest] = candidates;
  return first && rest.reduce((best, next) => (next.score > best.score ? next : best), first).text;
}

function candidateOf(
  name: string,
  statement: Statement,
  resource: string,
  scope: PatternScope,
): Candidate {
  if (matchesResource(statement, resource, scope)) {
    return { text: `the condition of ${name} does not hold`, score: Number.POSITIVE_INFINITY };
  }
  const { patterns = [], not = false } = statement.resources ?? {};
  if (not) return { text: `${name} leaves it out`, score: 0 };
  if (patterns.length === 0) return { text: `${name} names only what is not here`, score: 0 };
  const [nearest = ''] = [...patterns].sort(
    (one, other) => sharedLength(other, resource) - sharedLength(one, resource),
  );
  return { text: `nearest is ${name} on ${nearest}`, score: sharedLength(nearest, resource) };
}

/** How many characters two texts begin with in common. */
function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

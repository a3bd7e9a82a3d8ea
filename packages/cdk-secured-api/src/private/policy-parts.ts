/** A resource of a statement, rendered. */
export interface PolicyResource {
  readonly effect: 'Allow' | 'Deny';
  /** The pattern below the API's stage. */
  readonly pattern: string;
}

/** What one policy document holds. */
export interface PolicyPart {
  readonly managed: boolean;
  readonly resources: PolicyResource[];
  characters: number;
}

/** IAM allows 10,240 characters inline a role, all policies together, and leaves the rest to users. */
const MAX_INLINE = 8000;
/** IAM allows 6,144 characters a managed policy. */
const MAX_MANAGED = 6000;

/** The longest that the ARN before a route's pattern may render to, with quotes and comma. */
const ARN_PREFIX_CHARACTERS =
  '"arn:aws-us-gov:execute-api:ap-southeast-1:123456789012:abcdefghij/$default/",'.length;
const STATEMENT_CHARACTERS = '{"Effect":"Allow","Action":"execute-api:Invoke","Resource":[]},'
  .length;
const DOCUMENT_CHARACTERS =
  '{"Version":"2012-10-17","Statement":[]}'.length + 2 * STATEMENT_CHARACTERS;

/**
 * Fills an inline policy first and then managed ones, in the order given.
 *
 * @param inlineUsed Characters that the role holds inline already.
 */
export function partsOf(
  resources: readonly PolicyResource[],
  inlineUsed: number,
): readonly PolicyPart[] {
  const parts: PolicyPart[] = [];
  const limitOf = ({ managed }: PolicyPart) => (managed ? MAX_MANAGED : MAX_INLINE - inlineUsed);
  for (const resource of resources) {
    const characters = ARN_PREFIX_CHARACTERS + resource.pattern.length;
    let part = parts.at(-1);
    if (part === undefined || part.characters + characters > limitOf(part)) {
      const least = DOCUMENT_CHARACTERS + characters;
      const managed = part !== undefined || inlineUsed + least > MAX_INLINE;
      part = { managed, resources: [], characters: DOCUMENT_CHARACTERS };
      parts.push(part);
    }
    part.resources.push(resource);
    part.characters += characters;
  }
  return parts;
}

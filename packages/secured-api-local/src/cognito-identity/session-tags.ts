import type { PrincipalTagSettings } from './identity-pool-settings';
import type { Login } from './logins';

/** Tags that a mapping of Cognito's own makes: who the user is, and for which app. */
export const DEFAULT_TAGS: Readonly<Record<string, string>> = { username: 'sub', client: 'aud' };

/** STS takes no longer value. */
const MAX_LENGTH = 256;

/** The tags of a session, from the claims of its token; a claim that is not there makes none. */
export function sessionTags(
  settings: readonly PrincipalTagSettings[],
  identityPoolId: string,
  { tagName, claims }: Login,
): Readonly<Record<string, string>> {
  const mapping = settings.find(
    (candidate) =>
      candidate.identityPoolId === identityPoolId && candidate.providerName === tagName,
  );
  const tags = Object.entries(mapping?.tags ?? {}).flatMap(([tag, claim]) => {
    const value = textOf(claims[claim]);
    return value === undefined || value.length > MAX_LENGTH ? [] : [[tag, value]];
  });
  return Object.fromEntries(tags);
}

function textOf(claim: unknown): string | undefined {
  if (typeof claim === 'string') return claim;
  return typeof claim === 'number' || typeof claim === 'boolean' ? String(claim) : undefined;
}

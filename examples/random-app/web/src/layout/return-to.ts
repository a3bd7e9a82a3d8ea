/** The page that a visitor was led away from to sign in, by the state of the location; or home. */
export function returnTo(state: unknown): string {
  if (typeof state !== 'object' || state === null || !('returnTo' in state)) return '/';
  return typeof state.returnTo === 'string' ? state.returnTo : '/';
}

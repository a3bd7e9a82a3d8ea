import type { Leak } from './invoke-proof';

/**
 * What synthesis says of a leak: both routes, a request that shows it, and what to write instead.
 *
 * @param holders How messages call the grantee.
 * @param fenceable Whether the grantee could have carried a Deny.
 */
export function leakMessage(leak: Leak, holders: string, fenceable: boolean): string {
  const { granted, reached, request, encoded } = leak;
  const allows = `what grants '${granted}' to ${holders} also allows the request '${request}'`;
  const remedy =
    'grant both to the same callers, or move one to a path that the other does not cover';
  if (encoded) {
    return (
      `RouteLeakByEncodedSlash: ${allows}, which reaches '${reached}' if AWS routes by segments ` +
      `and authorizes the decoded path: ${remedy}, or accept it by ` +
      `acceptEncodedSlash('${granted}', '${reached}')`
    );
  }
  const why = fenceable ? 'no Deny takes that away and nothing else' : 'they can carry no Deny';
  return `RouteLeak: ${allows}, which may reach '${reached}', and ${why}: ${remedy}`;
}

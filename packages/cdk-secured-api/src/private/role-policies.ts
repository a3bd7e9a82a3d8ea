import { identityIdVariable } from './identity-provider';
import {
  type InvokeGrant,
  type InvokePattern,
  patternOfGrant,
  textOfPattern,
} from './invoke-pattern';
import type { InvokeProof } from './invoke-proof';
import { OWN_ID } from './path-language';
import { type PolicyPart, type PolicyResource, partsOf } from './policy-parts';
import type { PoolRole } from './pool-role';
import { shorterPatterns } from './shorter-patterns';

/** IAM allows 10 managed policies a role by default; one API takes half of them at most. */
const MAX_MANAGED_POLICIES = 5;
const MAX_MANAGED_POLICIES_OF_ROLE = 10;

/**
 * The policies that one role holds for one API: exact ones, shorter ones where those do not fit, or
 * undefined where neither do.
 */
export function planPolicies(
  role: PoolRole,
  grants: readonly InvokeGrant[],
  proof: InvokeProof,
): readonly PolicyPart[] | undefined {
  const exact = plan(grants.map(patternOfGrant));
  return fits(exact) ? exact : planShorter();

  function planShorter(): readonly PolicyPart[] | undefined {
    const shorter = plan(shorterPatterns(grants, proof));
    return fits(shorter) ? shorter : undefined;
  }

  function plan(patterns: readonly InvokePattern[]): readonly PolicyPart[] {
    const { fences } = proof.of(grants, { patterns });
    const denied = resourcesOf('Deny', fences);
    return partsOf([...denied, ...resourcesOf('Allow', patterns)], role.inlineCharacters);
  }

  function resourcesOf(effect: 'Allow' | 'Deny', patterns: readonly InvokePattern[]) {
    const ownId = identityIdVariable(role);
    return [...new Set(patterns.map(textOfPattern))]
      .sort()
      .map((text): PolicyResource => ({ effect, pattern: text.replaceAll(OWN_ID, ownId) }));
  }

  function fits(parts: readonly PolicyPart[]): boolean {
    const managed = parts.filter((part) => part.managed).length;
    return (
      managed <= MAX_MANAGED_POLICIES &&
      role.managedPolicies + managed <= MAX_MANAGED_POLICIES_OF_ROLE
    );
  }
}

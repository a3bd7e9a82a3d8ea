import { LocalRuntimeError } from '../support/local-runtime-error';
import type { PropertyReader } from './property-reader';
import type { ResolvedResource } from './provider';

/** Whether a run goes on without what a template asks of threat protection. */
export interface ThreatProtectionOptions {
  readonly withoutThreatProtection: boolean;
}

const LEFT_OUT = 'threat protection: compromised passwords and risky sign-ins are let in here';

/**
 * What a resource asks of threat protection and is left out, as it is told beside what is skipped.
 *
 * @throws LocalRuntimeError `UnmodelledProperty` where nobody said that it may be left out
 */
export function leaveOutThreatProtection(
  { logicalId, type }: ResolvedResource,
  wanted: string | undefined,
  { withoutThreatProtection }: ThreatProtectionOptions,
): readonly string[] {
  if (wanted === undefined) return [];
  if (withoutThreatProtection) return [LEFT_OUT];
  throw new LocalRuntimeError(
    'UnmodelledProperty',
    `'${logicalId}' (${type}) sets ${wanted}: threat protection is not modelled`,
    'start with --without-threat-protection (withoutThreatProtection: true), which lets in whom AWS would block or ask for a second factor',
  );
}

/** The property by which a pool's threat protection acts; one that only watches changes nothing. */
export function actingThreatProtection(pool: PropertyReader): string | undefined {
  const addOns = pool.optionalObject('UserPoolAddOns');
  const flows = addOns?.optionalObject('AdvancedSecurityAdditionalFlows');
  if (isActing(addOns, 'AdvancedSecurityMode')) return 'UserPoolAddOns.AdvancedSecurityMode';
  return isActing(flows, 'CustomAuthMode')
    ? 'UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode'
    : undefined;
}

function isActing(reader: PropertyReader | undefined, name: string): boolean {
  const mode = reader?.optionalText(name) ?? 'OFF';
  if (mode === 'OFF' || mode === 'AUDIT') return false;
  return mode === 'ENFORCED' || reader?.refuse(name, 'OFF, AUDIT or ENFORCED') === true;
}

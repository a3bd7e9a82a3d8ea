import type { Principals } from './policy-document';

/** A caller by one of its names, such as `{ type: 'AWS', value: 'arn:aws:iam::…:role/…' }`. */
export interface NamedPrincipal {
  readonly type: string;
  readonly value: string;
}

/** Says whether the principals of a statement name a caller. */
export function isNamed(principals: Principals | undefined, principal: NamedPrincipal): boolean {
  if (principals === undefined) return false;
  if (principals === '*') return true;
  return principals[principal.type]?.includes(principal.value) ?? false;
}

import type { IConstruct } from 'constructs';
import type { Audience } from '../route-access';
import { refusal } from './refusal';
import type { RouteKey } from './route-key';

/** The parameter that must be the caller's identity id, if an audience asks for one. */
export function ownParameterOf(audience: Audience): string | undefined {
  return audience.kind === 'owner' ? audience.parameter : undefined;
}

/** Fails where a parameter that must be the caller's identity id is no variable of the path. */
export function assertOwnParameters(
  { key, path = '' }: RouteKey,
  audiences: readonly Audience[],
  scope: IConstruct,
): void {
  for (const parameter of audiences.map(ownParameterOf)) {
    if (parameter === undefined || path.includes(`{${parameter}}`)) continue;
    const why = path.includes(`{${parameter}+}`) ? 'is greedy' : 'does not stand in the path';
    throw refusal(
      'OwnParameterMissing',
      `route '${key}' is its owner's by '${parameter}', which ${why}: name a variable of one segment`,
      scope,
    );
  }
}

import type { ResolvedResource, ResourceProvider } from '../resources/provider';
import { LocalRuntimeError } from '../support/local-runtime-error';
import { findPlaceholder, placeholderInUse } from './placeholder';

/**
 * Stops at a property that the provider does not know, and at a placeholder where a real value
 * decides something.
 *
 * @throws LocalRuntimeError with the logical id and the property's path
 */
export function assertModelled(provider: ResourceProvider, resource: ResolvedResource): void {
  for (const { path, value } of leaves(resource.properties, '')) {
    if (covers(provider.ignorable, path)) continue;
    if (!covers(provider.modelled, path)) throw unmodelled(resource, path);
    const found = typeof value === 'string' ? findPlaceholder(value) : undefined;
    if (found !== undefined && !covers(provider.placeholders ?? [], path)) {
      throw placeholderInUse(resource, path, found);
    }
  }
}

function unmodelled({ logicalId, type }: ResolvedResource, path: string): LocalRuntimeError {
  return new LocalRuntimeError(
    'UnmodelledProperty',
    `'${logicalId}' (${type}) sets ${path}, which is not modelled`,
    'leave the property out of the local stack; nothing that is not modelled is approximated',
  );
}

/** Every scalar with its path, list positions left out; an empty object or list is one as well. */
function* leaves(value: unknown, path: string): Generator<{ path: string; value: unknown }> {
  if (typeof value !== 'object' || value === null) {
    yield { path, value };
    return;
  }
  const entries = Object.entries(value);
  if (entries.length === 0 && path !== '') yield { path, value };
  for (const [key, item] of entries) {
    yield* leaves(item, Array.isArray(value) ? path : path === '' ? key : `${path}.${key}`);
  }
}

/** A listed path covers itself and all below it. */
function covers(paths: readonly string[], path: string): boolean {
  return paths.some((known) => path === known || path.startsWith(`${known}.`));
}

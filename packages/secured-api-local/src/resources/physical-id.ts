import type { Store } from '../state/store';
import type { ResolvedResource } from './provider';

/** Physical ids are made up once a stack and logical id: a restart keeps them. */
export function physicalId(store: Store, resource: ResolvedResource, mint: () => string): string {
  const ids = store.collection<string>('physical-ids');
  const key = `${resource.stackName}/${resource.logicalId}`;
  const known = ids.get(key);
  if (known !== undefined) return known;
  const minted = mint();
  ids.set(key, minted);
  return minted;
}

/** A name as CloudFormation makes one up: stack, logical id and random characters. */
export function generatedName(resource: ResolvedResource, suffix: string, limit: number): string {
  const stem = `${resource.stackName}-${resource.logicalId}`.slice(0, limit - suffix.length - 1);
  return `${stem}-${suffix}`;
}

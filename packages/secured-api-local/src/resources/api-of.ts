import type { ApiRegistry, RegisteredApi } from '../http-api/api-registry';
import { PropertyReader } from './property-reader';
import type { ResolvedResource } from './provider';

/**
 * The API that a part of it names.
 *
 * @throws LocalRuntimeError when the template has no such API
 */
export function apiOf(apis: ApiRegistry, resource: ResolvedResource): RegisteredApi {
  const reader = new PropertyReader(resource);
  return apis.find(reader.text('ApiId')) ?? reader.refuse('ApiId', 'an API of this template');
}

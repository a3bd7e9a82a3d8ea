import { useMemo } from 'react';
import { type Api, createApi } from './core/api';
import type { SignedFetchOptions } from './core/signed-fetch';
import { useSignedFetch } from './useSignedFetch';

/**
 * A function that calls a route of the API and gives its JSON, typed by `Register`.
 *
 * @example
 * const api = useApi();
 * const user = await api('GET /users/{id}', { params: { id: 'jane' } });
 */
export function useApi(options?: SignedFetchOptions): Api {
  const signedFetch = useSignedFetch(options);
  return useMemo(() => createApi(signedFetch), [signedFetch]);
}

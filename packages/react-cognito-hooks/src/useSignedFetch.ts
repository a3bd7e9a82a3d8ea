import { useMemo } from 'react';
import type { SignedFetch, SignedFetchOptions } from './core/signed-fetch';
import { useCognitoClient } from './useCognitoClient';

/**
 * A `fetch` that signs, with the same identity from render to render.
 *
 * A path resolves against the API's URL. Every HTTP status resolves; it rejects with a
 * CognitoError `NotSignedIn`, `ForeignOrigin`, `NetworkError` or `UserChanged`.
 *
 * @example
 * const signedFetch = useSignedFetch();
 * const response = await signedFetch('/private', { signal });
 */
export function useSignedFetch(options: SignedFetchOptions = {}): SignedFetch {
  const client = useCognitoClient();
  const key = JSON.stringify(options);
  return useMemo(() => client.fetch(JSON.parse(key) as SignedFetchOptions), [client, key]);
}

import { useContext } from 'react';
import { ClientContext } from './client-context';
import type { CognitoClient } from './core/cognito-client';

/**
 * The client of the nearest provider.
 *
 * @throws Error outside a `CognitoProvider`
 */
export function useCognitoClient(): CognitoClient {
  const client = useContext(ClientContext);
  if (client !== null) return client;
  throw new Error('there is no client here, render this component inside a <CognitoProvider>');
}

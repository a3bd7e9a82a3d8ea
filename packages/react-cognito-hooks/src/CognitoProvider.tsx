import { type JSX, type ReactNode, useState } from 'react';
import { ClientContext } from './client-context';
import type { ClientConfig } from './core/client-config';
import { type CognitoClient, createCognitoClient } from './core/cognito-client';

/** What a provider gives to its children: a client, or the config to create one from. */
export type CognitoProviderProps = { children: ReactNode } & (
  | { client: CognitoClient }
  | { config: ClientConfig }
);

/**
 * Gives a client to the hooks below it.
 *
 * With `config` it creates the client once: a later, other `config` is not looked at.
 *
 * @example
 * const client = createCognitoClient(await loadClientConfig());
 * createRoot(root).render(
 *   <CognitoProvider client={client}>
 *     <App />
 *   </CognitoProvider>,
 * );
 */
export function CognitoProvider(props: CognitoProviderProps): JSX.Element {
  const given = 'client' in props ? props.client : undefined;
  const [client] = useState(() => ('config' in props ? createCognitoClient(props.config) : null));
  return <ClientContext.Provider value={given ?? client}>{props.children}</ClientContext.Provider>;
}

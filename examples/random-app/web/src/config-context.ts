import { createContext, useContext } from 'react';
import type { ClientConfig } from 'react-cognito-hooks';

/** The client config that the site serves. */
export const ConfigContext = createContext<ClientConfig | null>(null);

/** The client config, for pages that show what the user pool asks for. */
export function useConfig(): ClientConfig {
  const config = useContext(ConfigContext);
  if (!config) throw new Error('useConfig is used outside of ConfigContext');
  return config;
}

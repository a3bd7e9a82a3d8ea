import type { Local, LocalClientConfig } from 'secured-api-local';

/** A run's client config, which every template of these tests has. */
export function configOf({ config }: Pick<Local, 'config'>): LocalClientConfig {
  if (config === null) throw new Error('the template has no client config');
  return config;
}

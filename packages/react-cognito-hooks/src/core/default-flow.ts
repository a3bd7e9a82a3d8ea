import type { ClientConfig } from './client-config';
import type { AuthFlow } from './user-pool-operations';

/** The flow of a pool's sign-ins: secure remote password, or the first that the config names. */
export function defaultFlow({ signIn: { flows } }: ClientConfig): AuthFlow {
  const [first = 'USER_SRP_AUTH'] = flows;
  return flows.includes('USER_SRP_AUTH') ? 'USER_SRP_AUTH' : first;
}

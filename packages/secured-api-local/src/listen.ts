import { LocalRuntimeError } from './support/local-runtime-error';
import type { LoopbackServer } from './support/loopback-server';

const ATTEMPTS = 100;
const MAX_PORT = 65_535;

/**
 * Takes `first` or the next free port after it.
 *
 * @param first - 0 takes any free port
 * @param exact - takes no other port than `first`
 * @throws LocalRuntimeError `PortInUse`
 */
export async function listen(
  server: LoopbackServer,
  first: number,
  exact: boolean,
): Promise<number> {
  const step = first === 0 ? 0 : 1;
  const attempts = exact && first !== 0 ? 1 : ATTEMPTS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await server.listen(Math.min(first + step * (attempt - 1), MAX_PORT));
    } catch (error) {
      const busy = error instanceof LocalRuntimeError && error.code === 'PortInUse';
      if (!busy || attempt >= attempts) throw error;
    }
  }
}

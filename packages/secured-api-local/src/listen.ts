import { LocalRuntimeError } from './support/local-runtime-error';
import type { LoopbackServer } from './support/loopback-server';

const ATTEMPTS = 100;

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
  const last = exact || first === 0 ? first : first + ATTEMPTS;
  for (let port = first; ; port += 1) {
    try {
      return await server.listen(port);
    } catch (error) {
      const busy = error instanceof LocalRuntimeError && error.code === 'PortInUse';
      if (!busy || port >= last) throw error;
    }
  }
}

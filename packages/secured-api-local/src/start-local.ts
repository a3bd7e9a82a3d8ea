import { readAssembly } from './assembly/read-assembly';
import { boot } from './boot';
import { environmentOf } from './environment-of';
import { openInstallation } from './installation';
import type { Local, StartOptions } from './local';
import { readSeed } from './read-seed';
import { openFileStore } from './state/file-store';
import { createMemoryStore } from './state/memory-store';
import { createClock } from './support/clock';
import { createLog } from './support/log';
import { createRandom } from './support/random';

/**
 * Boots the stacks of a cloud assembly on this machine.
 *
 * @throws LocalRuntimeError for a missing or broken assembly, a part of the template that is not
 * modelled, a busy port, a state folder in use, or a seed that is broken or refused
 */
export async function startLocal(options: StartOptions = {}): Promise<Local> {
  const stacks = readAssembly(options.assembly ?? 'cdk.out', options.stacks);
  const seed = options.seed === undefined ? [] : readSeed(options.seed);
  const store = options.stateDirectory
    ? await openFileStore(options.stateDirectory)
    : createMemoryStore();
  try {
    const random = createRandom();
    const { accountId, masterKey } = openInstallation(store, random);
    const clock = createClock();
    const log = options.log ?? createLog();
    const environment = { ...environmentOf(stacks), accountId };
    const foundation = { environment, clock, random, log, store };
    return await boot({ stacks, foundation, masterKey, clock, options, seed });
  } catch (error) {
    await store.close();
    throw error;
  }
}

import { readAssembly } from './assembly/read-assembly';
import type { AssemblyStack } from './assembly/read-manifest';
import { boot } from './boot';
import { createInbox } from './delivery/inbox';
import { environmentOf } from './environment-of';
import { openInstallation } from './installation';
import type { Local, StartOptions } from './local';
import { readMatrix } from './matrix/read-matrix';
import { readSeed } from './read-seed';
import { openFileStore } from './state/file-store';
import { createMemoryStore } from './state/memory-store';
import { createClock } from './support/clock';
import { createLog } from './support/log';
import { createRandom } from './support/random';

/** A run whose template can be changed while its state stays. */
export interface ReloadableRun {
  /** What runs at present. */
  local(): Local;
  /**
   * Puts another assembly in the place of what runs, at the same address.
   *
   * @throws LocalRuntimeError when it cannot be booted; what ran before then runs on
   */
  reload(assembly: string): Promise<void>;
  /** Ends the run and closes the state folder. */
  stop(): Promise<void>;
}

/**
 * Boots the stacks of a cloud assembly on this machine.
 *
 * @throws LocalRuntimeError for a missing or broken assembly, a part of the template that is not
 * modelled, a busy port, a state folder in use, or a seed that is broken or refused
 */
export async function startLocal(options: StartOptions = {}): Promise<Local> {
  const { local, stop } = await startReloadable(options);
  return { ...local(), stop };
}

/** Boots stacks as `startLocal` does, for whoever changes the template. */
export async function startReloadable(options: StartOptions): Promise<ReloadableRun> {
  let stacks = readAssembly(options.assembly ?? 'cdk.out', options.stacks);
  const seed = options.seed === undefined ? [] : readSeed(options.seed);
  const store = options.stateDirectory
    ? await openFileStore(options.stateDirectory)
    : createMemoryStore();
  const [random, clock, log] = [createRandom(), createClock(), options.log ?? createLog()];
  const inbox = createInbox({ clock, random });
  const bootStacks = (wanted: readonly AssemblyStack[], port = options.port): Promise<Local> => {
    const { accountId, masterKey } = openInstallation(store, random);
    const foundation = {
      environment: { ...environmentOf(wanted), accountId },
      ...{ clock, random, log, store },
    };
    const placed = { ...options, ...(port !== undefined && { port }) };
    return boot({ stacks: wanted, foundation, masterKey, clock, inbox, options: placed, seed });
  };
  try {
    let local = await bootStacks(stacks);
    return {
      local: () => local,
      async reload(assembly) {
        const wanted = readAssembly(assembly, options.stacks);
        await readMatrix({ ...options, assembly }); // stops at what is not modelled
        const port = Number(new URL(local.url).port);
        await local.stop();
        try {
          local = await bootStacks(wanted, port);
          stacks = wanted;
        } catch (error) {
          local = await bootStacks(stacks, port);
          throw error;
        }
      },
      async stop() {
        await local.stop();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

import { provision } from '../assembly/provision';
import { readAssembly } from '../assembly/read-assembly';
import { DEFAULT_WEB_ORIGIN } from '../assembly/web-origin';
import { createCloud } from '../cloud';
import { createInbox } from '../delivery/inbox';
import { environmentOf } from '../environment-of';
import { openInstallation } from '../installation';
import { createMemoryStore } from '../state/memory-store';
import { createClock } from '../support/clock';
import { createLog } from '../support/log';
import { createRandom } from '../support/random';
import type { AccessMatrix } from './access-matrix';
import { computeMatrix } from './compute-matrix';

/** Options of `readMatrix`; all may be left out. */
export interface MatrixOptions {
  /** Folder that `cdk synth` wrote. Default: `cdk.out`. */
  readonly assembly?: string;
  /** Names of the stacks to read. Default: all. */
  readonly stacks?: readonly string[];
  /** Values of template parameters. Default: their own defaults. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Whether a template is read that asks for threat protection. Default: false. */
  readonly withoutThreatProtection?: boolean;
}

/**
 * Computes who may call which route of a cloud assembly, without running anything.
 *
 * @throws LocalRuntimeError for a missing or broken assembly, or a part that is not modelled
 */
export async function readMatrix(options: MatrixOptions = {}): Promise<AccessMatrix> {
  const stacks = readAssembly(options.assembly ?? 'cdk.out', options.stacks);
  const [store, random, clock] = [createMemoryStore(), createRandom(), createClock()];
  const { accountId, masterKey } = openInstallation(store, random);
  const environment = { ...environmentOf(stacks), accountId };
  const log = createLog(() => undefined);
  const foundation = { environment, clock, random, log, store };
  const cloud = createCloud({
    foundation,
    masterKey,
    delivery: createInbox(foundation),
    endpoints: () => ({ aws: '', others: {} }),
    webOrigin: DEFAULT_WEB_ORIGIN,
    withoutThreatProtection: options.withoutThreatProtection ?? false,
    assetFolder: (key) => stacks.map(({ assets }) => assets.get(key)).find((path) => path),
  });
  try {
    provision(stacks, {
      environment,
      providers: cloud.providers,
      parameters: options.parameters ?? {},
      webOrigin: DEFAULT_WEB_ORIGIN,
    });
    return computeMatrix(cloud, foundation);
  } finally {
    await cloud.functions.stop();
  }
}

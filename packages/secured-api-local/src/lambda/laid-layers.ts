import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { FunctionSettings } from './function-settings';

/** The first runtime whose ES modules are looked for in `NODE_PATH`, too. */
const FIRST_WITH_ES_MODULES = 18;

/** Where a function finds the modules of its layers. */
export interface LayerModules {
  /** Folders of packages, the first that has one wins; none without layers. */
  readonly folders: readonly string[];
  /** Whether `import` looks there as `require` does. */
  readonly forImport: boolean;
}

/** Layers as functions find them: laid over one another in their order, as in `/opt` on AWS. */
export class LaidLayers {
  private readonly laid = new Map<string, string>();

  /**
   * Lays the layers of a function.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html
   */
  modulesOf({ layers, runtime }: Pick<FunctionSettings, 'layers' | 'runtime'>): LayerModules {
    const major = Number(/^nodejs(\d+)/.exec(runtime)?.[1] ?? 0);
    const [only] = layers;
    if (only === undefined || major === 0) return { folders: [], forImport: false };
    const root = join(layers.length === 1 ? only : this.lay(layers), 'nodejs');
    return {
      folders: [join(root, `node${major}`, 'node_modules'), join(root, 'node_modules')],
      forImport: major >= FIRST_WITH_ES_MODULES,
    };
  }

  /** Deletes what was laid. */
  remove(): void {
    for (const folder of this.laid.values()) rmSync(folder, { recursive: true, force: true });
    this.laid.clear();
  }

  private lay(layers: readonly string[]): string {
    const key = layers.join(delimiter);
    const known = this.laid.get(key);
    if (known !== undefined) return known;
    const folder = layOver(layers);
    this.laid.set(key, folder);
    return folder;
  }
}

function layOver(layers: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'secured-api-local-'));
  try {
    for (const layer of layers) cpSync(layer, folder, { recursive: true, verbatimSymlinks: true });
    return folder;
  } catch (error) {
    // No function finds half of its layers.
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

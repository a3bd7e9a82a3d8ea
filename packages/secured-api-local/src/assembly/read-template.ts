import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { LocalRuntimeError } from '../support/local-runtime-error';
import type { Template } from './template';

/** What to do about a folder that is not what `cdk synth` writes. */
export const SYNTHESIZE = "run 'cdk synth', or name its folder by --assembly";

/**
 * Reads a template.
 *
 * @throws LocalRuntimeError when it is broken, or only CloudFormation could run it
 */
export function readTemplate(path: string): Template {
  const template = readJson<Template>(path);
  assertTemplate(template, basename(path));
  return template;
}

/** What of a template's shape everything else takes for granted. */
function assertTemplate({ Transform, ...template }: Template, file: string): void {
  if (Transform !== undefined) {
    throw new LocalRuntimeError(
      'UnmodelledTransform',
      `'${file}' has the transform ${JSON.stringify(Transform)}, which only CloudFormation can run`,
      'leave the stack out by --stack, or write its resources out',
    );
  }
  if (!template.Resources) throw broken(file, 'it has no Resources');
  for (const section of ['Resources', 'Parameters', 'Outputs', 'Conditions', 'Mappings'] as const) {
    const entries: unknown = template[section] ?? {};
    if (!isObject(entries) || !Object.values(entries).every(isObject)) {
      throw broken(file, `its ${section} are no objects by name`);
    }
  }
  for (const section of ['Resources', 'Parameters'] as const) {
    for (const [name, entry] of Object.entries(template[section] ?? {})) {
      if (typeof entry.Type !== 'string') throw broken(file, `'${name}' has no Type`);
    }
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a file of the assembly that holds a JSON object. */
export function readJson<T>(path: string): T {
  const file = basename(path);
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (isObject(value)) return value as T;
  } catch (error) {
    throw broken(file, error instanceof Error ? error.message.split('\n')[0] : String(error));
  }
  throw broken(file, 'it is not a JSON object');
}

/** The error for a file that is not what `cdk synth` writes. */
export function broken(file: string, why: string | undefined): LocalRuntimeError {
  return new LocalRuntimeError(
    'BrokenAssembly',
    `cannot read '${file}' of the assembly: ${why}`,
    SYNTHESIZE,
  );
}

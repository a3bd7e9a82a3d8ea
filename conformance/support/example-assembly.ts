import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';

/** A resource of a template, open for a test to change. */
export interface TemplateResource {
  readonly Type: string;
  Properties: Record<string, unknown>;
}

/** The example's template, as `cdk synth` writes it. */
export interface Template {
  readonly Resources: Record<string, TemplateResource>;
  readonly Outputs: Record<string, unknown>;
}

const FILE = 'random-app-dev.template.json';

/** The example's cloud assembly as it is. */
export function exampleAssembly(): string {
  return inject('assembly');
}

/** A copy of the example's assembly with a changed template, for one test. */
export function changedAssembly(change: (template: Template) => void): string {
  const copy = mkdtempSync(join(tmpdir(), 'changed-'));
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  cpSync(exampleAssembly(), copy, { recursive: true });
  const file = join(copy, FILE);
  const template: Template = JSON.parse(readFileSync(file, 'utf8'));
  change(template);
  writeFileSync(file, JSON.stringify(template));
  return copy;
}

/** The resources of a type, with their logical ids. */
export function ofType(template: Template, type: string): [string, TemplateResource][] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}

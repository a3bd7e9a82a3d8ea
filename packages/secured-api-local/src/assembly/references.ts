import type { Template, TemplateResource } from './template';

/** Logical ids that a resource needs before it: what it names, and what it depends on. */
export function dependenciesOf(resource: TemplateResource, template: Template): Set<string> {
  const found = new Set<string>();
  const add = (name: string): void => {
    const [logicalId = ''] = name.split('.');
    if (Object.hasOwn(template.Resources, logicalId)) found.add(logicalId);
  };
  collect(resource.Properties, add);
  const dependsOn = resource.DependsOn ?? [];
  for (const name of typeof dependsOn === 'string' ? [dependsOn] : dependsOn) add(name);
  return found;
}

function collect(value: unknown, add: (name: string) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    for (const name of namedBy(key, item)) add(name);
    collect(item, add);
  }
}

function namedBy(key: string, item: unknown): string[] {
  const text = String(Array.isArray(item) ? item[0] : item);
  if (key === 'Fn::Sub') return [...text.matchAll(/\$\{([^}!]+)\}/g)].map(([, name = '']) => name);
  return key === 'Ref' || key === 'Fn::GetAtt' ? [text] : [];
}

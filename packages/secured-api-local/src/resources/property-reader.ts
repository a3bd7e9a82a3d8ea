import { showPlaceholders } from '../assembly/placeholder';
import { LocalRuntimeError } from '../support/local-runtime-error';
import type { ResolvedResource } from './provider';

type Fields = Readonly<Record<string, unknown>>;

/** Reads a resource's properties and names the path of whatever has the wrong shape. */
export class PropertyReader {
  constructor(
    private readonly resource: ResolvedResource,
    private readonly fields: Fields = resource.properties,
    private readonly path = '',
  ) {}

  text(name: string): string {
    return this.optionalText(name) ?? this.refuse(name, 'a text');
  }

  optionalText(name: string): string | undefined {
    const value = this.fields[name];
    if (value === undefined) return undefined;
    return typeof value === 'string' ? value : this.refuse(name, 'a text');
  }

  /** A number; templates write numbers as text, too. */
  optionalNumber(name: string): number | undefined {
    const value = this.fields[name];
    if (value === undefined) return undefined;
    const number = typeof value === 'string' && value !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number)
      ? number
      : this.refuse(name, 'a number');
  }

  /** A boolean; templates write booleans as text, too. */
  optionalBoolean(name: string): boolean | undefined {
    const value = this.fields[name];
    if (value === undefined || typeof value === 'boolean') return value;
    if (value === 'true' || value === 'false') return value === 'true';
    return this.refuse(name, 'true or false');
  }

  /** Texts; none where the property is absent. */
  texts(name: string): string[] {
    const value = this.fields[name] ?? [];
    const list: unknown[] = Array.isArray(value) ? value : [value];
    return list.map((item) => (typeof item === 'string' ? item : this.refuse(name, 'texts')));
  }

  /** A reader of a nested object; `undefined` where the property is absent. */
  optionalObject(name: string): PropertyReader | undefined {
    const value = this.fields[name];
    if (value === undefined) return undefined;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.refuse(name, 'an object');
    }
    return new PropertyReader(this.resource, value as Fields, `${this.path}${name}.`);
  }

  /** A reader for each object of a list; none where the property is absent. */
  objects(name: string): PropertyReader[] {
    const value = this.fields[name] ?? [];
    if (!Array.isArray(value)) return this.refuse(name, 'a list');
    return value.map((item: unknown) =>
      typeof item === 'object' && item !== null
        ? new PropertyReader(this.resource, item as Fields, `${this.path}${name}.`)
        : this.refuse(name, 'objects'),
    );
  }

  /** Names and texts of an object whose keys are free, such as environment variables. */
  textMap(name: string): Record<string, string> {
    const value = this.fields[name] ?? {};
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.refuse(name, 'an object');
    }
    const entries = Object.entries(value).map(([key, item]) =>
      typeof item === 'object' ? this.refuse(name, `a text for '${key}'`) : [key, String(item)],
    );
    return Object.fromEntries(entries);
  }

  /** The value as the template has it, for whoever reads it on. */
  raw(name: string): unknown {
    return this.fields[name];
  }

  /** Stops the start at a property. */
  refuse(name: string, expected: string): never {
    const { logicalId, type } = this.resource;
    throw new LocalRuntimeError(
      'InvalidProperty',
      `'${logicalId}' (${type}) has ${this.path}${name} '${shorten(this.fields[name])}', expected ${expected}`,
      'correct the property, or leave the resource out of the local stack',
    );
  }
}

function shorten(value: unknown): string {
  const shown = typeof value === 'string' ? showPlaceholders(value) : value;
  return (JSON.stringify(shown) ?? 'undefined').slice(0, 80);
}

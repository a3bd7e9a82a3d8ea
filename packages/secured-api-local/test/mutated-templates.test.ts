import { expect, test } from 'vitest';
import { startLocal } from '../src/start-local';
import { LocalRuntimeError } from '../src/support/local-runtime-error';
import { writeAssembly } from './assembly/assembly-fixture';
import { QUIET } from './environment';
import { apiTemplate } from './template-fixture';

interface Place {
  readonly owner: Record<string, unknown>;
  readonly key: string;
}

/** Every property of the template; a route that names no authorization is open on AWS as well. */
function placesOf(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const owner = value as Record<string, unknown>;
  return Object.keys(owner).flatMap((key) => [
    ...(key === 'AuthorizationType' || key === 'Private' ? [] : [{ owner, key }]),
    ...placesOf(owner[key]),
  ]);
}

const CHANGES: readonly ((place: Place) => void)[] = [
  ({ owner, key }) => {
    delete owner[key];
  },
  ({ owner, key }) => {
    owner[key] = null;
  },
  ({ owner, key }) => {
    owner[key] = '*';
  },
  ({ owner, key }) => {
    owner[key] = [owner[key], owner[key]];
  },
  ({ owner, key }) => {
    owner[`${key}x`] = owner[key];
    delete owner[key];
  },
  ({ owner, key }) => {
    owner[key] = { Ref: 'AWS::NoValue' };
  },
];

const MUTANTS = placesOf(apiTemplate()).length * CHANGES.length;

test('no change of a template opens a route that asks for IAM, or stops the start unnamed', async () => {
  const opened: string[] = [];
  const unnamed: string[] = [];
  let booted = 0;

  for (let index = 0; index < MUTANTS; index += 1) {
    const template = structuredClone(apiTemplate());
    const places = placesOf(template);
    const place = places[Math.floor(index / CHANGES.length) % places.length];
    if (place) CHANGES[index % CHANGES.length]?.(place);
    const name = `${place?.key} by change ${index % CHANGES.length}`;
    try {
      const assembly = writeAssembly({ App: { template } });
      const local = await startLocal({ assembly, port: 0, log: QUIET });
      const answers = await Promise.all(
        Object.values(local.apis).map(({ url }) => fetch(`${url}/private`)),
      );
      booted += 1;
      if (answers.some(({ status }) => status === 200)) opened.push(name);
      await local.stop();
    } catch (error) {
      if (!(error instanceof LocalRuntimeError)) unnamed.push(`${name}: ${String(error)}`);
    }
  }

  expect(booted).toBeGreaterThan(20);
  expect({ opened, unnamed }).toEqual({ opened: [], unnamed: [] });
}, 60_000);

import { expect, vi } from 'vitest';

/** The members of a step union that may carry a name. */
type Named<S, N> = S extends { name: infer M } ? (N extends M ? S : never) : never;

/** The step of a flow, checked to be the expected one. */
export function stepOf<S extends { name: string }, N extends S['name']>(
  flow: { getSnapshot(): { step: S } },
  name: N,
): Named<S, N> {
  const { step } = flow.getSnapshot();
  expect(step.name).toBe(name);
  return step as Named<S, N>;
}

/** The step of a flow, once it has come to it. */
export async function comeTo<S extends { name: string }, N extends S['name']>(
  flow: { getSnapshot(): { step: S } },
  name: N,
): Promise<Named<S, N>> {
  await vi.waitUntil(() => flow.getSnapshot().step.name === name);
  return stepOf(flow, name);
}

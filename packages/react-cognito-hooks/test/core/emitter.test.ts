// @vitest-environment node
import { afterEach, expect, test, vi } from 'vitest';
import { createEmitter } from '../../src/core/emitter';

afterEach(() => vi.restoreAllMocks());

test('tells everybody even if one listener throws, and reports what it threw', () => {
  const queued = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation(() => undefined);
  const emitter = createEmitter();
  const listener = vi.fn();
  emitter.add(() => {
    throw new Error('broken');
  });
  emitter.add(listener);

  emitter.emit();

  expect(listener).toHaveBeenCalledOnce();
  expect(queued.mock.calls[0]?.[0]).toThrow('broken');
});

test('tells a listener that was added twice twice, until each is removed', () => {
  const emitter = createEmitter();
  const listener = vi.fn();
  const [removeFirst] = [emitter.add(listener), emitter.add(listener)];

  emitter.emit();
  removeFirst?.();
  emitter.emit();

  expect(listener).toHaveBeenCalledTimes(3);
});

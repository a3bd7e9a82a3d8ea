import { describe, expect, test } from 'vitest';
import { listen } from '../src/listen';
import { LocalRuntimeError } from '../src/support/local-runtime-error';

/** A server on a machine where these ports are taken. */
function serverBeside(busy: readonly number[]) {
  const asked: number[] = [];
  return {
    asked,
    close: async () => undefined,
    listen: async (port: number) => {
      asked.push(port);
      if (busy.includes(port)) throw new LocalRuntimeError('PortInUse', `port ${port}`, 'x');
      return port;
    },
  };
}

describe('listen', () => {
  test('takes the next free port', async () => {
    expect(await listen(serverBeside([4000, 4001]), 4000, false)).toBe(4002);
  });

  test('fails for an exact port that is busy, without trying another', async () => {
    const server = serverBeside([4000]);

    await expect(listen(server, 4000, true)).rejects.toMatchObject({ code: 'PortInUse' });
    expect(server.asked).toEqual([4000]);
  });

  test('asks again for any port when the one it got was taken on the other address', async () => {
    const busy = [0];
    const server = serverBeside(busy);
    const listening = listen(server, 0, true);
    busy.pop();

    expect(await listening).toBe(0);
    expect(server.asked).toEqual([0, 0]);
  });

  test('fails at once for what is no busy port', async () => {
    const server = { ...serverBeside([]), listen: () => Promise.reject(new Error('other')) };

    await expect(listen(server, 4000, false)).rejects.toThrow('other');
  });

  test('never asks for a port beyond the last', async () => {
    const server = serverBeside([65_535]);

    await expect(listen(server, 65_535, false)).rejects.toMatchObject({ code: 'PortInUse' });
    expect(new Set(server.asked)).toEqual(new Set([65_535]));
  });
});

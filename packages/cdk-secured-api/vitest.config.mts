import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'construct',
    include: ['test/**/*.test.ts'],
    // CDK's template validation loads a 1.2 s WASM engine in each process: one test turns it on.
    env: { CDK_VALIDATION: 'false' },
    sequence: { shuffle: true },
    testTimeout: 60_000, // slow machines are no reason to fail
  },
});

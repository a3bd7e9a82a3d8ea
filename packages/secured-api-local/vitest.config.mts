import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'local',
    include: ['test/**/*.test.ts'],
    sequence: { shuffle: true },
    testTimeout: 60_000, // slow machines are no reason to fail
  },
});

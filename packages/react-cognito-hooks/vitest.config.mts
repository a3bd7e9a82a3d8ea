import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'hooks',
    environment: 'jsdom',
    include: ['test/**/*.test.{ts,tsx}'],
    sequence: { shuffle: true },
    testTimeout: 60_000, // slow machines are no reason to fail
  },
});

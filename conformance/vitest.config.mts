import { defineConfig } from 'vitest/config';
import { sourceAliases } from '../source-aliases.mts';

export default defineConfig({
  resolve: { alias: sourceAliases },
  test: {
    name: 'conformance',
    include: ['**/*.test.ts'],
    globalSetup: ['global-setup.ts'],
    env: { CDK_VALIDATION: 'false' },
    sequence: { shuffle: true },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

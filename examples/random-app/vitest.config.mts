import { defineConfig } from 'vitest/config';
import { sourceAliases } from '../../source-aliases.mts';

export default defineConfig({
  resolve: { alias: sourceAliases },
  test: {
    name: 'random-app',
    include: ['{infra,functions,test}/**/*.test.ts'],
    env: { CDK_VALIDATION: 'false' },
    sequence: { shuffle: true },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      'packages/*/vitest.config.mts',
      'examples/*/vitest.config.mts',
      'conformance/vitest.config.mts',
    ],
    coverage: { include: ['packages/*/src/**'] },
  },
});

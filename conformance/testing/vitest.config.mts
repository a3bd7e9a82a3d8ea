import { defineConfig } from 'vitest/config';
import { sourceAliases } from '../../source-aliases.mts';

export default defineConfig({
  resolve: { alias: sourceAliases },
  test: { include: ['*.example.ts'], globalSetup: './vitest-setup.ts' },
});

import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts', 'src/amplify.ts'],
  format: ['esm', 'cjs'],
  splitting: true, // in CommonJS too, so that both entries share one context and one core
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } }, // tsup 8 sets baseUrl, which TypeScript 6 rejects
  clean: true,
  sourcemap: true,
  target: 'es2022',
});

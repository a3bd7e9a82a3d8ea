import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string): string =>
  fileURLToPath(new URL(`../../packages/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      'cdk-secured-api': source('cdk-secured-api/src/index.ts'),
      'react-cognito-hooks/amplify': source('react-cognito-hooks/src/amplify.ts'),
      'react-cognito-hooks': source('react-cognito-hooks/src/index.ts'),
      'secured-api-local': source('secured-api-local/src/index.ts'),
    },
  },
  test: {
    name: 'random-app',
    include: ['{infra,functions,test}/**/*.test.ts'],
    env: { CDK_VALIDATION: 'false' },
    sequence: { shuffle: true },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

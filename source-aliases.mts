import { fileURLToPath } from 'node:url';

const source = (path: string): string =>
  fileURLToPath(new URL(`packages/${path}`, import.meta.url));

/** The packages by name, read from their sources: no build comes before a test or the demo. */
export const sourceAliases = {
  'cdk-secured-api': source('cdk-secured-api/src/index.ts'),
  'react-cognito-hooks/amplify': source('react-cognito-hooks/src/amplify.ts'),
  'react-cognito-hooks/testing': source('react-cognito-hooks/src/testing.ts'),
  'react-cognito-hooks': source('react-cognito-hooks/src/index.ts'),
  'secured-api-local': source('secured-api-local/src/index.ts'),
};

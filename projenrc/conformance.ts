import type { Project, typescript } from 'projen';
import { sourcePaths } from './example';
import { VERSION } from './versions';
import { typescriptMember } from './workspace';

/** `conformance`: every test that needs two packages, with unmodified clients of AWS. */
export function conformance(parent: Project): typescript.TypeScriptProject {
  return typescriptMember(parent, {
    name: 'conformance',
    outdir: 'conformance',
    publish: false,
    browser: true,
    include: ['**/*.ts', '**/*.tsx', '*.config.mts'],
    paths: sourcePaths('..'),
    devDeps: [
      `aws-cdk-lib@${VERSION.cdk}`,
      `constructs@${VERSION.constructs}`,
      `aws-amplify@${VERSION.amplify}`,
      `vitest@${VERSION.vitest}`,
      `esbuild@${VERSION.esbuild}`,
      'amazon-cognito-identity-js@^6.3.21',
      'aws-jwt-verify@^5',
      'jose@^6',
      'ajv@^8',
      '@aws-sdk/client-cognito-identity-provider@^3',
      '@aws-sdk/client-cognito-identity@^3',
      '@smithy/signature-v4@^5',
      '@aws-crypto/client-node@^4',
      '@aws-crypto/sha256-js@^5',
      `react@${VERSION.react}`,
      `react-dom@${VERSION.react}`,
      '@types/react@^19.3.0',
      '@testing-library/react@^16.3.3',
      '@testing-library/dom@^10.4.2',
      '@types/react-dom@^19',
      `playwright-core@${VERSION.playwright}`,
      `@playwright/test@${VERSION.playwright}`,
      'jest@^30',
      'jsdom@^29.1.1',
    ],
  });
}

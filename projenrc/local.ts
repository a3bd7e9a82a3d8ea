import type { Project, typescript } from 'projen';
import { VERSION } from './versions';
import { typescriptMember } from './workspace';

/** `packages/secured-api-local`: boots a synthesized template on this machine. */
export function localRuntime(parent: Project): typescript.TypeScriptProject {
  const local = typescriptMember(parent, {
    name: 'secured-api-local',
    outdir: 'packages/secured-api-local',
    publish: true,
    include: ['src', 'test', '*.config.ts', '*.config.mts'],
    // WebAuthn answers and the certificate of `--https` are verified and made by kept libraries.
    // `@peculiar/x509` asks its user for the polyfill of `Reflect`.
    deps: ['jose@^6', '@simplewebauthn/server@^14', '@peculiar/x509@^2', 'reflect-metadata@^0.2'],
    devDeps: [
      `vitest@${VERSION.vitest}`,
      `tsup@${VERSION.tsup}`,
      'aws-jwt-verify@^5',
      '@smithy/signature-v4@^5',
      '@aws-crypto/sha256-js@^5',
      '@aws-sdk/client-cloudformation@^3',
    ],
  });
  // `pull` alone speaks to AWS, by AWS's client and its ways to find credentials.
  local.addPeerDeps('@aws-sdk/client-cloudformation@^3');
  local.package.addField('peerDependenciesMeta', {
    '@aws-sdk/client-cloudformation': { optional: true },
  });
  local.package.addField(
    'description',
    'Runs a CDK template with Cognito, HTTP API and Lambda on this machine',
  );
  local.package.addField('bin', { 'secured-api-local': './dist/cli.js' });
  local.package.addField('exports', {
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
    './package.json': './package.json',
  });
  local.package.addField('types', './dist/index.d.ts');
  local.package.addField('files', ['dist', 'docs', 'FIDELITY.md']);
  local.compileTask.reset('tsup');
  return local;
}

import type { Project, typescript } from 'projen';
import { VERSION } from './versions';
import { typescriptMember } from './workspace';

/** One entry of the `exports` map: types and code for ESM and CJS. */
const entry = (name: string) => ({
  import: { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
  require: { types: `./dist/${name}.d.cts`, default: `./dist/${name}.cjs` },
});

/** `packages/react-cognito-hooks`: hooks over a framework-free core, no dependencies. */
export function hooksPackage(parent: Project): typescript.TypeScriptProject {
  const hooks = typescriptMember(parent, {
    name: 'react-cognito-hooks',
    outdir: 'packages/react-cognito-hooks',
    publish: true,
    browser: true,
    include: ['src', 'test', '*.config.ts', '*.config.mts'],
    peerDeps: ['react@>=18', 'aws-amplify@^6.6.0'],
    devDeps: [
      `react@${VERSION.react}`,
      `react-dom@${VERSION.react}`,
      '@types/react@^19.3.0',
      '@types/react-dom@^19',
      `aws-amplify@${VERSION.amplify}`,
      `vitest@${VERSION.vitest}`,
      'jsdom@^29.1.1',
      '@testing-library/react@^16.3.3',
      '@testing-library/dom@^10.4.2',
      `tsup@${VERSION.tsup}`,
      'publint@^0.3.25',
      'rolldown@^1.2.19', // Vite's own bundler measures the sizes
      '@arethetypeswrong/core@^0.18.5',
    ],
  });
  hooks.package.addField(
    'description',
    'Cognito sign-up and sign-in as typed React hooks, and a fetch that signs',
  );
  hooks.package.addField('peerDependenciesMeta', { 'aws-amplify': { optional: true } });
  hooks.package.addField('sideEffects', false);
  hooks.package.addField('main', './dist/index.cjs');
  hooks.package.addField('module', './dist/index.js');
  hooks.package.addField('types', './dist/index.d.ts');
  hooks.package.addField('exports', {
    '.': entry('index'),
    './amplify': entry('amplify'),
    './testing': entry('testing'),
    './package.json': './package.json',
  });
  hooks.package.addField('files', ['dist', 'docs']);
  hooks.compileTask.reset('tsup');
  return hooks;
}

import { JsonFile, TextFile, typescript } from 'projen';
import { NODE, VERSION } from './versions';
import { COMMON, FAST_PATH } from './workspace';

/** Commands of the repository: plain Node scripts, so that they work before anything is installed. */
const SCRIPTS = {
  start: 'node scripts/start.mjs',
  test: 'node scripts/test.mjs',
  build: 'node scripts/build.mjs',
  synth: 'node scripts/synth.mjs',
  deploy: 'npm run cdk -w random-app -- deploy',
  destroy: 'npm run cdk -w random-app -- destroy',
  bench: 'node bench/run.mjs',
  coverage:
    'vitest run --project hooks --coverage --coverage.include=packages/react-cognito-hooks/src/** --coverage.thresholds.lines=95',
  storybook: 'storybook dev --port 6006 --no-open --no-version-updates --disable-telemetry',
  'build:storybook': 'storybook build --output-dir storybook-static --disable-telemetry',
  'test:cdk': 'node scripts/test-with-cdk.mjs',
  'test:react': 'node scripts/test-with-react.mjs',
  'test:stories': 'vitest run --config .storybook/vitest.config.mts',
  format: 'biome check --write',
  projen: 'projen',
};

/** The repository itself: workspaces, lint and the shared compiler options. */
export function rootProject(): typescript.TypeScriptProject {
  const root = new typescript.TypeScriptProject({
    ...COMMON,
    name: 'secured-api',
    projenrcTs: true,
    projenVersion: '0.103.25',
    runner: typescript.TypeScriptRunner.tsx(),
    package: false,
    npmignoreEnabled: false,
    entrypoint: '',
    disableTsconfig: true,
    gitignore: [
      'cdk.out/',
      'dist/',
      '.jsii',
      '.jsii.tabl.json',
      'tsconfig.tsbuildinfo',
      '.secured-api/',
      '.DS_Store',
      'bench/node_modules/',
      'screenshots/',
      'storybook-static/',
    ],
    biome: true,
    biomeOptions: { version: VERSION.biome, biomeConfig: biomeConfig() },
    devDeps: [
      `constructs@${VERSION.constructs}`,
      'tsx@^4.23.15',
      `vitest@${VERSION.vitest}`,
      `@vitest/coverage-v8@${VERSION.vitest}`,
      'json-schema-to-typescript@^15',
      `storybook@${VERSION.storybook}`,
      `@storybook/react-vite@${VERSION.storybook}`,
      `@storybook/addon-a11y@${VERSION.storybook}`,
      `@storybook/addon-vitest@${VERSION.storybook}`,
      `@vitest/browser-playwright@${VERSION.vitest}`,
      `playwright@${VERSION.playwright}`, // what browser-playwright drives a browser with
    ],
  });
  root.package.addPackageResolutions(
    `rollup@${VERSION.rollup}`,
    `unrs-resolver@${VERSION.unrsResolver}`,
  );
  // esbuild moves its binary in place; the other two, of jest, bring theirs as a package each
  root.package.addField('allowScripts', {
    esbuild: true,
    '@parcel/watcher': false,
    'unrs-resolver': false,
  });
  root.package.addField('private', true);
  root.package.addField('type', 'module');
  root.package.addField('workspaces', ['packages/*', 'examples/*', 'conformance']);
  root.package.addField('engines', { node: `>= ${NODE}` });
  for (const name of Object.keys(root.package.manifest.scripts ?? {}))
    root.package.removeScript(name);
  for (const task of root.tasks.all) root.package.removeScript(task.name);
  for (const [name, command] of Object.entries(SCRIPTS)) root.package.setScript(name, command);
  root.tasks.addEnvironment('PATH', FAST_PATH);
  new TextFile(root, '.npmrc', {
    lines: ['omit-lockfile-registry-resolved=true', 'fund=false', 'audit=false', ''],
  });
  new JsonFile(root, 'tsconfig.base.json', { marker: true, obj: { compilerOptions: COMPILER } });
  root.gitattributes.addAttributes('*', 'text=auto', 'eol=lf');
  return root;
}

/** Compiler options of every package but the jsii one, which has its own. */
const COMPILER = {
  target: 'ES2022',
  module: 'ESNext',
  moduleResolution: 'bundler',
  strict: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  resolveJsonModule: true,
  forceConsistentCasingInFileNames: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  noEmit: true,
};

function biomeConfig() {
  return {
    formatter: { indentStyle: 'space' as never, indentWidth: 2, lineWidth: 100 },
    javascript: { formatter: { quoteStyle: 'single' as never } },
    linter: {
      rules: {
        // One value has one name: `as any` hides what a wire format really holds.
        suspicious: { noExplicitAny: 'error' as never },
        // `!` asserts what the code did not check.
        style: { noNonNullAssertion: 'error' as never },
        // Above this a function has a missing room.
        complexity: {
          noExcessiveCognitiveComplexity: {
            level: 'error' as never,
            options: { maxAllowedComplexity: 15 },
          },
        },
      },
    },
    files: {
      includes: [
        'packages/*/src/**',
        'packages/*/test/**',
        'packages/*/*.mts',
        'examples/*/infra/**',
        'examples/*/functions/**',
        'examples/*/web/**',
        'examples/*/test/**',
        '.storybook/**',
        'conformance/**/*.ts',
        'conformance/**/*.tsx',
        'conformance/support/*.mjs',
        'conformance/support/*.mts',
        'conformance/testing/**',
        'bench/**/*.mjs',
        '!bench/node_modules',
        'scripts/**',
        '*.mts',
        '!**/tsconfig.json',
        '!**/dist',
        '!**/cdk.out',
        '!**/vectors',
        '!**/snapshots',
        '!**/released',
      ],
    },
  };
}

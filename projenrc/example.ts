import { JsonFile, type Project, type typescript } from 'projen';
import { VERSION } from './versions';
import { typescriptMember } from './workspace';

/** The packages' sources: the example and the tests run on them, so that no build comes first. */
export const sourcePaths = (up: string) => ({
  'cdk-secured-api': [`${up}/packages/cdk-secured-api/src/index.ts`],
  'react-cognito-hooks': [`${up}/packages/react-cognito-hooks/src/index.ts`],
  'react-cognito-hooks/amplify': [`${up}/packages/react-cognito-hooks/src/amplify.ts`],
  'react-cognito-hooks/testing': [`${up}/packages/react-cognito-hooks/src/testing.ts`],
  'secured-api-local': [`${up}/packages/secured-api-local/src/index.ts`],
});

/** `examples/random-app`: the demo that composes all three packages. */
export function exampleApp(parent: Project): typescript.TypeScriptProject {
  const app = typescriptMember(parent, {
    name: 'random-app',
    outdir: 'examples/random-app',
    publish: false,
    browser: true,
    types: ['node', 'vite/client'],
    include: ['infra', 'functions', 'web', 'test', '*.config.mts', '../../.storybook/*'],
    paths: sourcePaths('../..'),
    deps: [
      `aws-cdk-lib@${VERSION.cdk}`,
      `constructs@${VERSION.constructs}`,
      'cdk-secured-api@^0.0.0',
      'react-cognito-hooks@^0.0.0',
      'secured-api-local@^0.0.0',
      `aws-amplify@${VERSION.amplify}`,
      `react@${VERSION.react}`,
      `react-dom@${VERSION.react}`,
      'react-bootstrap@^2.10.10',
      'bootstrap@^5.3.9',
      'react-router@^7.18.5',
      'uqr@^0.1.3',
    ],
    devDeps: [
      'aws-cdk@^2.1148.1',
      `cdk-nag@${VERSION.nag}`,
      'tsx@^4.23.15',
      `vite@${VERSION.vite}`,
      '@vitejs/plugin-react@^6.3.0',
      `vitest@${VERSION.vitest}`,
      `playwright-core@${VERSION.playwright}`,
      '@types/react@^19.3.0',
      '@types/react-dom@^19',
      '@types/aws-lambda@^8',
      `esbuild@${VERSION.esbuild}`,
    ],
  });
  app.package.setScript('cdk', 'cdk');
  new JsonFile(app, 'cdk.json', {
    obj: {
      app: 'tsx infra/main.ts',
      output: 'cdk.out',
      versionReporting: false,
      notices: false,
      context: {},
    },
  });
  return app;
}

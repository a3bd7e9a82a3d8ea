import { awscdk, JsonFile, type Project } from 'projen';
import { VERSION } from './versions';
import { COMMON } from './workspace';

/** `packages/cdk-secured-api`: the jsii construct library, without runtime dependencies. */
export function constructLibrary(parent: Project): awscdk.AwsCdkConstructLibrary {
  const library = new awscdk.AwsCdkConstructLibrary({
    ...COMMON,
    parent,
    name: 'cdk-secured-api',
    description:
      'Cognito pools, an IAM-secured HTTP API and exact permissions, declared at each route',
    outdir: 'packages/cdk-secured-api',
    author: 'The secured-api authors',
    authorAddress: 'maintainers@secured-api.example',
    authorOrganization: true,
    repositoryUrl: 'https://github.com/example/secured-api.git',
    repositoryDirectory: 'packages/cdk-secured-api',
    keywords: ['cdk', 'cognito', 'iam', 'http-api', 'auth'],
    cdkVersion: VERSION.cdk,
    constructsVersion: VERSION.constructs,
    jsiiVersion: '~6.0.0',
    lambdaAutoDiscover: false,
    integrationTestAutoDiscover: false,
    licensed: true,
    readme: { filename: 'README.md', contents: '# cdk-secured-api\n' },
    publishToPypi: { distName: 'cdk-secured-api', module: 'cdk_secured_api' },
    publishToMaven: {
      javaPackage: 'io.github.example.cdk.securedapi',
      mavenGroupId: 'io.github.example',
      mavenArtifactId: 'cdk-secured-api',
    },
    publishToNuget: {
      dotNetNamespace: 'Example.CdkSecuredApi',
      packageId: 'Example.CdkSecuredApi',
    },
    publishToGo: { moduleName: 'github.com/example/cdk-secured-api-go' },
  });
  library.addDevDeps(
    `vitest@${VERSION.vitest}`,
    `esbuild@${VERSION.esbuild}`,
    '@types/aws-lambda@^8',
    'ajv@^8',
    `cdk-nag@${VERSION.nag}`,
    '@aws-cdk/cloudformation-diff@^2.187.5',
  );
  library.compileTask.reset('jsii --fail-on-warnings');
  library.testTask.reset();
  // The jsii-docgen CLI cannot see hoisted assemblies: see scripts/docgen.mjs.
  library.tasks.tryFind('docgen')?.reset('node ../../scripts/docgen.mjs cdk-secured-api API.md');
  library.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
  // jsii owns tsconfig.json and compiles the sources alone.
  new JsonFile(library, 'tsconfig.test.json', {
    obj: {
      extends: './tsconfig.json',
      compilerOptions: {
        rootDir: '.',
        noEmit: true,
        module: 'esnext',
        moduleResolution: 'bundler',
        types: ['node'],
      },
      include: ['test/**/*.ts'],
    },
  });
  for (const path of [
    '/tsconfig.test.json',
    '/vitest.config.mts',
    '/rosetta/',
    '/coverage/',
    '/.jsii.tabl.json',
    '/test/',
  ]) {
    library.npmignore?.exclude(path);
  }
  return library;
}

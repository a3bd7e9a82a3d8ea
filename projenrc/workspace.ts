import { JsonFile, javascript, type Project, typescript } from 'projen';
import { NODE, VERSION } from './versions';

/** Options that every project of the repository shares. */
export const COMMON = {
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: NODE,
  typescriptVersion: VERSION.typescript,
  license: 'Apache-2.0',
  copyrightOwner: 'The secured-api authors',
  jest: false,
  eslint: false, // projen knows only the legacy format; biome lints
  sampleCode: false,
  github: false,
  release: false,
  depsUpgrade: false,
} as const;

/** projen's default asks npx for the PATH, about a second in every nested call. */
export const FAST_PATH = '$(echo "$PWD/node_modules/.bin:$PATH")';

interface PackageInternals {
  readonly file: { readonly changed: boolean };
  postSynthesize(): void;
  determineInitialInstallTrigger(): { reason: string } | undefined;
  resolveDepsAndWritePackageJson(): string[] | undefined;
}

const internals = (project: javascript.NodeProject): PackageInternals =>
  project.package as unknown as PackageInternals;

/** The npm workspaces below one root: they install, build and test from there. */
export class Workspaces {
  readonly members: javascript.NodeProject[] = [];

  constructor(private readonly root: javascript.NodeProject) {}

  /** Makes a sub-project a member: it never installs on its own. */
  add<T extends javascript.NodeProject>(project: T): T {
    this.members.push(project);
    project.tasks.addEnvironment('PATH', FAST_PATH);
    project.tasks.tryFind('install')?.reset('npm install', { cwd: '../..' });
    project.tasks.tryFind('install:ci')?.reset('npm ci', { cwd: '../..' });
    return project;
  }

  /**
   * Hoists every member's installation to the root.
   *
   * projen has no npm workspaces: each project would run its own `npm install`, before the root,
   * and leave a node_modules and a lock file of its own. The three methods are private to projen,
   * so its version is pinned.
   */
  hoist(): void {
    const packages = this.members.map(internals);
    for (const p of packages) p.postSynthesize = () => undefined;
    const root = internals(this.root);
    const trigger = root.determineInitialInstallTrigger.bind(root);
    root.determineInitialInstallTrigger = () =>
      trigger() ??
      (packages.some((p) => p.file.changed) ? { reason: 'package-json-changed' } : undefined);
    const writers = [root, ...packages].map((p) => p.resolveDepsAndWritePackageJson.bind(p));
    root.resolveDepsAndWritePackageJson = () => {
      const resolved = writers.flatMap((write) => write() ?? []);
      return resolved.length > 0 ? resolved : undefined;
    };
  }
}

/** A workspace whose TypeScript is not compiled by jsii, with its own strict tsconfig. */
export function typescriptMember(
  root: Project,
  options: {
    readonly name: string;
    readonly outdir: string;
    readonly publish: boolean;
    readonly browser?: boolean;
    readonly include: string[];
    readonly paths?: Record<string, string[]>;
    readonly types?: string[];
    readonly deps?: string[];
    readonly peerDeps?: string[];
    readonly devDeps?: string[];
  },
): typescript.TypeScriptProject {
  const project = new typescript.TypeScriptProject({
    ...COMMON,
    parent: root,
    name: options.name,
    outdir: options.outdir,
    disableTsconfig: true,
    entrypoint: '',
    libdir: 'dist',
    package: options.publish,
    npmignoreEnabled: false,
    deps: options.deps,
    peerDeps: options.peerDeps,
    peerDependencyOptions: { pinnedDevDependency: false },
    devDeps: options.devDeps,
  });
  project.package.addField('type', 'module');
  if (!options.publish) project.package.addField('private', true);
  new JsonFile(project, 'tsconfig.json', {
    marker: true,
    obj: {
      extends: `${'../'.repeat(options.outdir.split('/').length)}tsconfig.base.json`,
      compilerOptions: {
        lib: options.browser ? ['ES2023', 'DOM', 'DOM.Iterable'] : ['ES2023'],
        jsx: options.browser ? 'react-jsx' : undefined,
        types: options.types ?? ['node'],
        paths: options.paths,
      },
      include: options.include,
    },
  });
  project.compileTask.reset();
  project.testTask.reset();
  project.addTask('typecheck', { exec: 'tsc --noEmit -p tsconfig.json' });
  return project;
}

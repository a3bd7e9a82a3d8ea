/** Every version that more than one workspace uses, or that is pinned for a reason. */
export const VERSION = {
  cdk: '2.276.0', // one exact version, or npm installs a second copy of 161 MB
  constructs: '10.8.1',
  nag: '^3.0.2',
  typescript: '~6.0.0', // jsii 6 and tsup 8 both want 6.0.x
  vitest: '^4.1.12', // vitest 5 needs Node 22
  vite: '^8.3.8',
  react: '^19.3.1',
  amplify: '^6.22.1',
  tsup: '^8.5.1', // tsup 9 needs Node 22
  biome: '2.5.15', // newer ones lack platform binaries in the lock file
  rollup: '4.67.4', // the same
  unrsResolver: '1.12.2', // the same, of jest
  playwright: '^1.65.1',
  esbuild: '^0.28.2',
  storybook: '10.6.7',
} as const;

export const NODE = '20.19.0';

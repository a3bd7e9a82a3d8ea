import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnParameter } from 'aws-cdk-lib';
import { expect, onTestFinished, test } from 'vitest';
import { ReactSite, type ReactSiteProps } from '../src';
import { newStack } from './fixtures';

/** A web app whose build is a small script, with what it says of itself. */
const BUILD = `
  import { mkdirSync, writeFileSync } from 'node:fs';
  mkdirSync('dist/assets', { recursive: true });
  writeFileSync('dist/index.html', process.env.TITLE ?? 'untitled');
  writeFileSync('dist/assets/app-1.js', '');
`;

function newApp(build = BUILD): string {
  const folder = mkdtempSync(join(tmpdir(), 'web-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'build.mjs'), build);
  const scripts = { build: 'node build.mjs' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'web', scripts }));
  return folder;
}

/** The folder of the assembly that holds the build. */
function synthesize(props: ReactSiteProps): string {
  const outdir = mkdtempSync(join(tmpdir(), 'assembly-'));
  onTestFinished(() => rmSync(outdir, { recursive: true, force: true }));
  const app = new App({ outdir });
  new ReactSite(newStack({ app }), 'Site', props);
  app.synth();
  const built = readdirSync(outdir).find((name) => existsSync(join(outdir, name, 'index.html')));
  return join(outdir, built ?? 'none');
}

test('a site is built by npm run build and served from dist', () => {
  const asset = synthesize({ path: newApp(), environment: { TITLE: 'Numbers' } });

  expect(readFileSync(join(asset, 'index.html'), 'utf8')).toBe('Numbers');
  expect(readdirSync(join(asset, 'assets'))).toEqual(['app-1.js']);
});

test('another command writes another folder', () => {
  const path = newApp(BUILD.replaceAll('dist', 'out'));

  const asset = synthesize({ path, buildCommand: 'node build.mjs', buildOutput: 'out' });

  expect(readFileSync(join(asset, 'index.html'), 'utf8')).toBe('untitled');
});

test('a command of an installed package is found', () => {
  const path = newApp();
  mkdirSync(join(path, 'node_modules/.bin'), { recursive: true });
  const command = join(path, 'node_modules/.bin/our-builder');
  writeFileSync(command, `#!/usr/bin/env sh\nexec node build.mjs\n`, { mode: 0o755 });

  const asset = synthesize({ path, buildCommand: 'our-builder' });

  expect(readdirSync(asset)).toContain('index.html');
});

test('without a command what is there is served', () => {
  const path = newApp();
  writeFileSync(join(path, 'index.html'), 'ready');

  const asset = synthesize({ path, buildCommand: '', buildOutput: '.' });

  expect(readFileSync(join(asset, 'index.html'), 'utf8')).toBe('ready');
});

test('the same build has the same name, whatever it was made from', () => {
  const name = (path: string) => synthesize({ path }).split('asset.').at(-1);

  expect(name(newApp())).toBe(name(newApp(`// otherwise written\n${BUILD}`)));
});

test('a build that fails stops the synthesis and names its command', () => {
  const path = newApp('process.exit(3)');

  expect(() => synthesize({ path, buildCommand: 'node build.mjs' })).toThrow(
    `SiteBuildFailed: buildCommand 'node build.mjs' in '${path}' ended with 3, its own message is ` +
      'above [Stack/Site]',
  );
});

test('fails where the build writes elsewhere', () => {
  const path = newApp();

  expect(() => synthesize({ path, buildOutput: 'build' })).toThrow(
    `SiteIndexMissing: buildOutput 'build' of '${path}' has no index.html, name the folder that the ` +
      'build writes [Stack/Site]',
  );
});

test('fails for a folder that is not there', () => {
  expect(() => synthesize({ path: 'web/missing' })).toThrow(
    "SiteNotFound: path 'web/missing' is no folder, paths start at '",
  );
});

test('fails for an environment that is known at deploy only', () => {
  const stack = newStack();
  const environment = { API: new CfnParameter(stack, 'Api').valueAsString };

  expect(() => new ReactSite(stack, 'Site', { path: newApp(), environment })).toThrow(
    'SiteEnvironmentTooLate: environment.API is known at deploy only, after the build: have the ' +
      'pages read config.json [Stack/Site]',
  );
});

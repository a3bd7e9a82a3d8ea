import { existsSync, readFileSync } from 'node:fs';
import { run } from './command.mjs';
import { at } from './paths.mjs';

/**
 * Says whether node_modules holds what the lock file says.
 *
 * npm keeps a lock of its own in node_modules; packages for other platforms are not in it.
 */
function isInstalled() {
  const hidden = at('node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  const locked = Object.entries(JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages);
  return locked.every(([path, { version, link, optional }]) => {
    if (!path.includes('node_modules/') || optional) return true;
    return link ? existsSync(at(path)) : installed[path]?.version === version;
  });
}

/** Installs what the lock file says, if that is not there already. */
export async function install({ allowed = true } = {}) {
  if (isInstalled()) return 'up to date';
  if (!allowed) throw new Error('node_modules does not match package-lock.json: run npm ci');
  const npm = process.env.npm_execpath;
  if (!npm) throw new Error('run this through npm: npm start, or npm test');
  await run('npm ci', npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  return undefined;
}

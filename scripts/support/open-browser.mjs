import { spawn } from 'node:child_process';

const OPENERS = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
  linux: ['xdg-open'],
};

/** Opens a page in the user's browser, where there is one; never fails. */
export function openBrowser(url) {
  const [command, ...args] = OPENERS[process.platform] ?? OPENERS.linux;
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

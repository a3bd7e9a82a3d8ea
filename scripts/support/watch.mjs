import { watch as watchFolder } from 'node:fs';
import { at } from './paths.mjs';

const QUIET_MS = 150;

/** Calls `onChange` once a burst of changes below the folders is over, one call at a time. */
export function watch(folders, onChange) {
  let timer;
  let running = Promise.resolve();
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(onChange);
    }, QUIET_MS);
  };
  for (const folder of folders) watchFolder(at(folder), { recursive: true }, soon);
}

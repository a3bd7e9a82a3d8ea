import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A path below the repository. */
export const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What a run on this machine keeps: users, keys, and what was built from what. Git-ignored. */
export const STATE = at('.secured-api');

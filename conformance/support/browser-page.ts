import { builtinEnvironments } from 'vitest/runtime';

const { URL } = globalThis;
await builtinEnvironments.jsdom.setup(globalThis, {});
// The run lives in this process too, and Node's own modules take no URL but Node's.
globalThis.URL = URL;

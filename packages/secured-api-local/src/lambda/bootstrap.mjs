// @ts-check
// The worker in which one function's handler runs, one invocation at a time. Plain JavaScript: a
// worker thread loads it as a file, from the sources and from the package alike.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { workerData } from 'node:worker_threads';

/**
 * @typedef {{ id: number, event: string, requestId: string, deadline: number }} Call
 */

/**
 * @param {unknown} thrown
 * @returns {{ errorType: string, errorMessage: string }}
 */
function describe(thrown) {
  if (thrown instanceof Error) return { errorType: thrown.name, errorMessage: thrown.message };
  return { errorType: 'string', errorMessage: String(thrown) };
}

/**
 * Loaded where there are layers alone: the hook costs a thread.
 *
 * @param {readonly string[]} folders
 */
async function addImports(folders) {
  const { register } = await import('node:module');
  const data = folders.map((folder) => pathToFileURL(join(folder, '..', 'index.mjs')).href);
  register('./layer-modules.mjs', import.meta.url, { data });
}

/** @returns {Promise<(event: unknown, context: unknown, callback: unknown) => unknown>} */
async function load() {
  if (workerData.importFrom.length > 0) await addImports(workerData.importFrom);
  const exported = await import(pathToFileURL(workerData.modulePath).href);
  /** @type {any} */
  const found = workerData.exportPath
    .split('.')
    .reduce(
      (/** @type {any} */ value, /** @type {string} */ key) => value?.[key],
      exported[workerData.exportPath.split('.')[0]] === undefined ? exported.default : exported,
    );
  if (typeof found !== 'function') {
    const error = new Error(`${workerData.handler} is undefined or not exported`);
    error.name = 'Runtime.HandlerNotFound';
    throw error;
  }
  return found;
}

/**
 * @param {(event: unknown, context: unknown, callback: unknown) => unknown} handler
 * @param {Call} call
 */
async function run(handler, call) {
  // What is spread comes last: properties after it cost V8 more than most handlers do.
  const context = {
    awsRequestId: call.requestId,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, call.deadline - Date.now()),
    ...workerData.context,
  };
  const event = JSON.parse(call.event);
  return await new Promise((resolve, reject) => {
    /** @param {unknown} error @param {unknown} value */
    const callback = (error, value) =>
      error === undefined || error === null ? resolve(value) : reject(error);
    const returned = handler(event, context, callback);
    if (isPromise(returned)) returned.then(resolve, reject);
    // What a handler returns without a promise is not its answer: only its callback is.
    else if (handler.length < 3) resolve(null);
  });
}

/**
 * @param {any} value
 * @returns {value is Promise<unknown>}
 */
function isPromise(value) {
  return typeof value?.then === 'function';
}

/** @type {import('node:worker_threads').MessagePort} */
const port = workerData.port;
// It is no handler's: what answers is the bootstrap alone.
delete workerData.port;
const claims = new Int32Array(workerData.claims);
const loading = load();
loading.catch(() => undefined);

/** @type {Call[]} */
const waiting = [];
let busy = false;

/**
 * Takes a call, unless it was taken back meanwhile.
 *
 * @param {Call} call
 */
function claim({ id }) {
  return Atomics.compareExchange(claims, id % claims.length, id, -id) === id;
}

/** @param {Call} call */
async function answer(call) {
  const handler = await loading;
  const begun = performance.now();
  const value = await run(handler, call);
  const payload = JSON.stringify(value ?? null);
  port.postMessage(`${call.id} ${performance.now() - begun} ${payload}`);
}

async function work() {
  busy = true;
  for (let call = waiting.shift(); call; call = waiting.shift()) {
    if (!claim(call)) continue;
    try {
      await answer(call);
    } catch (thrown) {
      console.error(thrown);
      port.postMessage({ id: call.id, ok: false, ...describe(thrown) });
    }
  }
  busy = false;
}

/**
 * @param {string} line
 * @returns {Call}
 */
function readCall(line) {
  const first = line.indexOf(' ');
  const second = line.indexOf(' ', first + 1);
  const third = line.indexOf(' ', second + 1);
  return {
    id: Number(line.slice(0, first)),
    requestId: line.slice(first + 1, second),
    deadline: Number(line.slice(second + 1, third)),
    event: line.slice(third + 1),
  };
}

port.on('message', (/** @type {string} */ lines) => {
  for (const line of lines.split('\n')) if (line !== '') waiting.push(readCall(line));
  if (!busy) void work();
});

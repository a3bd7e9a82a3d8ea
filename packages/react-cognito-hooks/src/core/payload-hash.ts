import { toHex } from './bytes';
import { absorb, finishSha256, sha256, startSha256 } from './sha256';

/** Above this the browser's own hash is faster than ours. */
const SUBTLE_FROM_BYTES = 16_384;

/** Above this the browser's own hash, which is made in one go, keeps a page from its next frame. */
const SLICED_FROM_BYTES = 2 ** 20;

/** A multiple of a block, hashed in one to three milliseconds. */
const SLICE_BYTES = 2 ** 18;

const EMPTY = /* @__PURE__ */ toHex(/* @__PURE__ */ sha256(''));

/** Hashes a request body, in hexadecimal. */
export async function payloadHash(body: Uint8Array<ArrayBuffer>): Promise<string> {
  if (body.length === 0) return EMPTY;
  if (body.length < SUBTLE_FROM_BYTES) return toHex(sha256(body));
  if (body.length > SLICED_FROM_BYTES) return toHex(await hashInSlices(body));
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', body)));
}

/** Lets the page draw and listen before each slice. */
async function hashInSlices(body: Uint8Array): Promise<Uint8Array> {
  const state = startSha256();
  let offset = 0;
  for (; body.length - offset > SLICE_BYTES; offset += SLICE_BYTES) {
    await nextTask();
    absorb(state, new DataView(body.buffer, body.byteOffset + offset), SLICE_BYTES);
  }
  await nextTask();
  return finishSha256(state, offset, body.subarray(offset));
}

/** By a message: a timer waits longer, and a second where the page is in the background. */
function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise<void>((resolve) => {
    port1.onmessage = () => resolve();
    port2.postMessage(0);
  }).finally(() => port1.close());
}

import { encoder, toUtf8 } from './bytes';

/** The first primes, as many as SHA-256 has rounds. */
function firstPrimes(count: number): readonly number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n += 1) {
    if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  }
  return primes;
}

/** The first 32 bits of the fractional part of a prime's root, exactly. */
function rootBits(prime: number, degree: bigint): number {
  const scaled = BigInt(prime) << (32n * degree);
  let root = 0n;
  for (let bit = 1n << 35n; bit > 0n; bit >>= 1n) {
    if ((root + bit) ** degree <= scaled) root += bit;
  }
  return Number(BigInt.asIntN(32, root));
}

/** The roots' bits of the first primes: made by one call, so that a bundler can leave it out. */
const rootWords = (count: number, degree: bigint): Int32Array =>
  Int32Array.from(firstPrimes(count), (prime) => rootBits(prime, degree));

/** SHA-256's initial state, derived as FIPS 180-4 section 5.3.3 does: a table is hard to compress. */
const INITIAL_STATE = /* @__PURE__ */ rootWords(8, 2n);

/** SHA-256's round constants, derived as FIPS 180-4 section 4.2.2 does. */
const ROUND_CONSTANTS = /* @__PURE__ */ rootWords(64, 3n);

const BLOCK_BYTES = 64;
/** Signed, because an engine keeps a signed word as it is and makes an object of a large unsigned one. */
const schedule = /* @__PURE__ */ new Int32Array(64);

/** Word `index` of one of this file's typed arrays, which are never read out of range. */
const at = (words: Int32Array, index: number) => words[index] as number;

function expandSchedule(view: DataView, offset: number): void {
  for (let i = 0; i < 16; i += 1) schedule[i] = view.getInt32(offset + 4 * i);
  for (let i = 16; i < 64; i += 1) {
    const x = at(schedule, i - 15);
    const y = at(schedule, i - 2);
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    const before = (at(schedule, i - 16) + at(schedule, i - 7)) | 0;
    schedule[i] = (((before + s0) | 0) + s1) | 0;
  }
}

/** What a round adds of the state's second half. */
const choose = (e: number, f: number, g: number) =>
  ((((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) +
    (g ^ (e & (f ^ g)))) |
  0;

/** What a round adds of the state's first half. */
const decide = (a: number, b: number, c: number) =>
  ((((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) +
    ((a & b) ^ (c & (a ^ b)))) |
  0;

/**
 * Eight rounds a turn, after which each word stands where it began, and constants that are read in
 * place: an engine makes a function of this size fast only while it calls little.
 */
function compress(state: Int32Array, view: DataView, offset: number): void {
  expandSchedule(view, offset);
  let a = at(state, 0);
  let b = at(state, 1);
  let c = at(state, 2);
  let d = at(state, 3);
  let e = at(state, 4);
  let f = at(state, 5);
  let g = at(state, 6);
  let h = at(state, 7);
  for (let i = 0; i < 64; i += 8) {
    h = (((h + choose(e, f, g)) | 0) + ((at(ROUND_CONSTANTS, i) + at(schedule, i)) | 0)) | 0;
    d = (d + h) | 0;
    h = (h + decide(a, b, c)) | 0;
    g =
      (((g + choose(d, e, f)) | 0) + ((at(ROUND_CONSTANTS, i + 1) + at(schedule, i + 1)) | 0)) | 0;
    c = (c + g) | 0;
    g = (g + decide(h, a, b)) | 0;
    f =
      (((f + choose(c, d, e)) | 0) + ((at(ROUND_CONSTANTS, i + 2) + at(schedule, i + 2)) | 0)) | 0;
    b = (b + f) | 0;
    f = (f + decide(g, h, a)) | 0;
    e =
      (((e + choose(b, c, d)) | 0) + ((at(ROUND_CONSTANTS, i + 3) + at(schedule, i + 3)) | 0)) | 0;
    a = (a + e) | 0;
    e = (e + decide(f, g, h)) | 0;
    d =
      (((d + choose(a, b, c)) | 0) + ((at(ROUND_CONSTANTS, i + 4) + at(schedule, i + 4)) | 0)) | 0;
    h = (h + d) | 0;
    d = (d + decide(e, f, g)) | 0;
    c =
      (((c + choose(h, a, b)) | 0) + ((at(ROUND_CONSTANTS, i + 5) + at(schedule, i + 5)) | 0)) | 0;
    g = (g + c) | 0;
    c = (c + decide(d, e, f)) | 0;
    b =
      (((b + choose(g, h, a)) | 0) + ((at(ROUND_CONSTANTS, i + 6) + at(schedule, i + 6)) | 0)) | 0;
    f = (f + b) | 0;
    b = (b + decide(c, d, e)) | 0;
    a =
      (((a + choose(f, g, h)) | 0) + ((at(ROUND_CONSTANTS, i + 7) + at(schedule, i + 7)) | 0)) | 0;
    e = (e + a) | 0;
    a = (a + decide(b, c, d)) | 0;
  }
  state[0] = at(state, 0) + a;
  state[1] = at(state, 1) + b;
  state[2] = at(state, 2) + c;
  state[3] = at(state, 3) + d;
  state[4] = at(state, 4) + e;
  state[5] = at(state, 5) + f;
  state[6] = at(state, 6) + g;
  state[7] = at(state, 7) + h;
}

/** Where text becomes bytes: making room for each message would take longer than hashing a block. */
const written = /* @__PURE__ */ new Uint8Array(4096);
const writtenView = /* @__PURE__ */ new DataView(written.buffer);

/** The last bytes of a message with their padding: one block or two. */
const tail = /* @__PURE__ */ new Uint8Array(2 * BLOCK_BYTES);
const tailView = /* @__PURE__ */ new DataView(tail.buffer);

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset);

/** A hash that has taken nothing yet. */
export const startSha256 = (): Int32Array => INITIAL_STATE.slice();

/** Takes the whole blocks of a message, and says how many bytes those were. */
export function absorb(state: Int32Array, view: DataView, length: number): number {
  const end = length - (length % BLOCK_BYTES);
  for (let offset = 0; offset < end; offset += BLOCK_BYTES) compress(state, view, offset);
  return end;
}

/** Takes the rest of a message, before which there were `before` bytes, a multiple of a block. */
function finish(state: Int32Array, before: number, view: DataView, length: number): void {
  const absorbed = absorb(state, view, length);
  const left = length - absorbed;
  for (let i = 0; i < left; i += 1) tail[i] = view.getUint8(absorbed + i);
  tail[left] = 0x80;
  const end = left < BLOCK_BYTES - 8 ? BLOCK_BYTES : tail.length;
  const bits = (before + length) * 8;
  tailView.setUint32(end - 8, bits / 2 ** 32);
  tailView.setUint32(end - 4, bits);
  absorb(state, tailView, end);
  tail.fill(0);
}

function finishMessage(state: Int32Array, before: number, message: Uint8Array | string): void {
  if (typeof message !== 'string') finish(state, before, viewOf(message), message.length);
  else if (message.length * 3 > written.length) finishMessage(state, before, toUtf8(message));
  else finish(state, before, writtenView, encoder.encodeInto(message, written).written);
}

/** Byte by byte: a view of a new array would take longer than all of its bytes. */
function writeDigest(state: Int32Array, bytes: Uint8Array): Uint8Array {
  for (let i = 0; i < 32; i += 1) bytes[i] = at(state, i >> 2) >>> (24 - 8 * (i & 3));
  return bytes;
}

/** The digest of a hash that has taken `before` bytes, a multiple of a block, and then a message. */
export function finishSha256(state: Int32Array, before: number, message: Uint8Array | string) {
  finishMessage(state, before, message);
  return writeDigest(state, new Uint8Array(32));
}

/**
 * Hashes a short message synchronously; text is taken as UTF-8.
 *
 * WebCrypto costs a promise and a copy a call, which is most of the time of a short hash.
 */
export function sha256(message: Uint8Array | string): Uint8Array {
  return finishSha256(startSha256(), 0, message);
}

/** A keyed HMAC-SHA256, with both key blocks hashed once. */
export type Hmac = (message: Uint8Array | string) => Uint8Array;

/** Prepares HMAC-SHA256 (RFC 2104) for a key that signs several messages. */
export function hmacSha256(key: Uint8Array): Hmac {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(key.length > BLOCK_BYTES ? sha256(key) : key);
  const [inner, outer] = [0x36, 0x5c].map((pad) => {
    const state = startSha256();
    absorb(state, viewOf(block.map((byte) => byte ^ pad)), BLOCK_BYTES);
    return state;
  }) as [Int32Array, Int32Array];
  return (message) => {
    const state = inner.slice();
    finishMessage(state, BLOCK_BYTES, message);
    writeDigest(state, written);
    state.set(outer);
    finish(state, BLOCK_BYTES, writtenView, 32);
    return writeDigest(state, new Uint8Array(32));
  };
}

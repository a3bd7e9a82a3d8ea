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

const rotate = (word: number, bits: number) => (word >>> bits) | (word << (32 - bits));

/** Word `index` of one of this file's typed arrays, which are never read out of range. */
const at = (words: Int32Array, index: number): number => words[index] ?? 0;

function expandSchedule(view: DataView, offset: number): void {
  for (let i = 0; i < 16; i += 1) schedule[i] = view.getInt32(offset + 4 * i);
  for (let i = 16; i < 64; i += 1) {
    const w15 = at(schedule, i - 15);
    const w2 = at(schedule, i - 2);
    const s0 = rotate(w15, 7) ^ rotate(w15, 18) ^ (w15 >>> 3);
    const s1 = rotate(w2, 17) ^ rotate(w2, 19) ^ (w2 >>> 10);
    schedule[i] = ((at(schedule, i - 16) + s0) | 0) + ((at(schedule, i - 7) + s1) | 0);
  }
}

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
  for (let i = 0; i < 64; i += 1) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = g ^ (e & (f ^ g));
    const added = (at(ROUND_CONSTANTS, i) + at(schedule, i)) | 0;
    const t1 = (((h + s1) | 0) + ((choice + added) | 0)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) | (c & (a | b));
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + ((s0 + majority) | 0)) | 0;
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

/** Finishes a hash whose `state` has already taken `prefixBytes` bytes, a multiple of a block. */
function finish(state: Int32Array, prefixBytes: number, message: Uint8Array): Uint8Array {
  const padded = new Uint8Array((((message.length + 8) >>> 6) + 1) * BLOCK_BYTES);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  const bits = (prefixBytes + message.length) * 8;
  view.setUint32(padded.length - 8, Math.floor(bits / 2 ** 32));
  view.setUint32(padded.length - 4, bits);
  for (let offset = 0; offset < padded.length; offset += BLOCK_BYTES) compress(state, view, offset);
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => {
    digest.setInt32(4 * i, word);
  });
  return new Uint8Array(digest.buffer);
}

/**
 * Hashes a short message synchronously.
 *
 * WebCrypto costs a promise and a copy a call, which is most of the time of a short hash.
 */
export function sha256(message: Uint8Array): Uint8Array {
  return finish(INITIAL_STATE.slice(), 0, message);
}

/** A keyed HMAC-SHA256, with both key blocks hashed once. */
export type Hmac = (message: Uint8Array) => Uint8Array;

/** Prepares HMAC-SHA256 (RFC 2104) for a key that signs several messages. */
export function hmacSha256(key: Uint8Array): Hmac {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(key.length > BLOCK_BYTES ? sha256(key) : key);
  const [inner, outer] = [0x36, 0x5c].map((pad) => {
    const state = INITIAL_STATE.slice();
    compress(state, new DataView(block.map((byte) => byte ^ pad).buffer), 0);
    return state;
  }) as [Int32Array, Int32Array];
  return (message) =>
    finish(outer.slice(), BLOCK_BYTES, finish(inner.slice(), BLOCK_BYTES, message));
}

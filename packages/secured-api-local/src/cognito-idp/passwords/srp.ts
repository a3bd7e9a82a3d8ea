import {
  createDiffieHellman,
  createHash,
  createHmac,
  getDiffieHellman,
  hkdfSync,
} from 'node:crypto';

/** The 3072-bit group of RFC 3526 that Cognito uses, as bytes. */
const PRIME = getDiffieHellman('modp15').getPrime();
const N = toBigInt(PRIME);
const GENERATOR = 2n;
const K = toBigInt(sha256(Buffer.concat([Buffer.from([0]), PRIME, Buffer.from([2])])));
const DERIVED_KEY_INFO = 'Caldera Derived Key';
const DERIVED_KEY_BYTES = 16;

/** A value that SRP 6a refuses, because it would make the shared secret known. */
export class UnsafeSrpValue extends Error {
  override readonly name = 'UnsafeSrpValue';
}

/** What a password is bound to. */
export interface SrpIdentity {
  /** The pool's id after the underscore. */
  readonly poolName: string;
  /** The `USER_ID_FOR_SRP`. */
  readonly username: string;
}

/** The server's half of one exchange. */
export interface SrpExchange {
  /** The client's public value A, hexadecimal. */
  readonly clientPublic: string;
  /** The verifier v, hexadecimal. */
  readonly verifier: string;
  /** The server's secret exponent b. */
  readonly secret: Buffer;
  /** The salt, hexadecimal, as it was sent. */
  readonly salt: string;
}

/** What the client proves with its signature. */
export interface SrpClaim extends SrpIdentity {
  readonly secretBlock: Buffer;
  readonly timestamp: string;
}

/** g^x mod N for a password, hexadecimal: what is kept in its place (RFC 5054, section 2.4). */
export function createVerifier(identity: SrpIdentity, salt: string, password: string): string {
  const inner = sha256(`${identity.poolName}${identity.username}:${password}`);
  const x = sha256(Buffer.concat([pad(toBigInt(salt)), inner]));
  return toHex(modPow(GENERATOR, x));
}

/**
 * The server's public value B = k*v + g^b mod N, hexadecimal.
 *
 * @throws UnsafeSrpValue when A mod N is 0
 */
export function createServerPublic(exchange: SrpExchange): string {
  if (toBigInt(exchange.clientPublic) % N === 0n) throw new UnsafeSrpValue('A mod N is 0');
  return toHex((K * toBigInt(exchange.verifier) + modPow(GENERATOR, exchange.secret)) % N);
}

/**
 * The signature that a client with the right password sends.
 *
 * @throws UnsafeSrpValue when u is 0
 */
export function createPasswordSignature(exchange: SrpExchange, claim: SrpClaim): Buffer {
  const clientPublic = toBigInt(exchange.clientPublic);
  const serverPublic = toBigInt(createServerPublic(exchange));
  const u = toBigInt(sha256(Buffer.concat([pad(clientPublic), pad(serverPublic)])));
  if (u === 0n) throw new UnsafeSrpValue('u is 0');
  const base = (clientPublic * modPow(toBigInt(exchange.verifier), toBytes(u))) % N;
  const key = hkdfSync(
    'sha256',
    pad(modPow(base, exchange.secret)),
    pad(u),
    DERIVED_KEY_INFO,
    DERIVED_KEY_BYTES,
  );
  return createHmac('sha256', Buffer.from(key))
    .update(`${claim.poolName}${claim.username}`)
    .update(claim.secretBlock)
    .update(claim.timestamp)
    .digest();
}

/** Whether `text` is a hexadecimal number of a size that a client may send, padded or not. */
export function isSrpPublic(text: string): boolean {
  return /^[0-9a-fA-F]{1,1024}$/.test(text);
}

/**
 * Whether `verifier` is one that a password has to be known for: 0, 1 and N - 1 have powers that
 * anybody can tell.
 */
export function isSrpVerifier(verifier: string): boolean {
  const value = toBigInt(verifier);
  return value > 1n && value < N - 1n;
}

/** OpenSSL's modular power: about 1 ms where BigInt needs 10. It refuses the bases 0, 1 and N - 1. */
function modPow(base: bigint, exponent: Buffer): bigint {
  const reduced = base % N;
  if (reduced === 0n || reduced === 1n) return reduced;
  if (reduced === N - 1n) return (exponent.at(-1) ?? 0) % 2 === 0 ? 1n : reduced;
  const group = createDiffieHellman(PRIME);
  group.setPrivateKey(exponent);
  return toBigInt(group.computeSecret(toBytes(reduced)));
}

/** Bytes that never read as a negative number: Amplify's `padHex`. */
function pad(value: bigint): Buffer {
  const bytes = toBytes(value);
  return (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.from([0]), bytes]);
}

function toBytes(value: bigint): Buffer {
  const hex = toHex(value);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

function toBigInt(value: Buffer | string): bigint {
  const hex = typeof value === 'string' ? value : value.toString('hex');
  return BigInt(`0x${hex === '' ? '0' : hex}`);
}

function toHex(value: bigint): string {
  return value.toString(16);
}

function sha256(data: Buffer | string): Buffer {
  return createHash('sha256').update(data).digest();
}

import { concatBytes, fromBase64, fromHex, toBase64, toHex, toUtf8 } from './bytes';
import { CognitoError } from './cognito-error';
import { modPow } from './mod-pow';
import { hmacSha256, sha256 } from './sha256';

/** `unity` times the arcus tangent of 1 / `x`. */
function arctanInverse(x: bigint, unity: bigint): bigint {
  let sum = 0n;
  let power = unity / x;
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += n % 4n === 1n ? power / n : -power / n;
    power /= x * x;
  }
  return sum;
}

/**
 * The prime of the 3072-bit group of RFC 3526, by the formula of its section 4, where pi comes from
 * Machin's: 768 digits would be a tenth of the bundle.
 */
function groupPrime(): bigint {
  const guard = 64n;
  const unity = 1n << (2942n + guard);
  const pi = 16n * arctanInverse(5n, unity) - 4n * arctanInverse(239n, unity);
  return (1n << 3072n) - (1n << 3008n) - 1n + (((pi >> guard) + 1_690_314n) << 64n);
}

const N = /* @__PURE__ */ groupPrime();
const G = 2n;

/** The multiplier k = SHA256(00 | N | 02). */
const K = 0x538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6n;

const toBigInt = (bytes: Uint8Array) => BigInt(`0x${toHex(bytes)}`);

/** The bytes of a positive integer, with a leading zero byte where the top bit is set. */
function pad(value: bigint): Uint8Array {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return fromHex(/^[89a-f]/.test(even) ? `00${even}` : even);
}

/** The challenge parameters of PASSWORD_VERIFIER that the proof is made from. */
export interface SrpChallenge {
  readonly USER_ID_FOR_SRP: string;
  readonly SALT: string;
  readonly SRP_B: string;
  readonly SECRET_BLOCK: string;
}

/** One run of the secure remote password protocol, from the client's side. */
export interface SrpClient {
  /** The public value A in hexadecimal. */
  readonly publicValue: string;
  /** Proves the password at a time. */
  prove(input: { challenge: SrpChallenge; password: string; date: Date }): SrpProof;
}

/** What answers a challenge. */
export interface SrpProof {
  /** The signature in base64. */
  readonly signature: string;
  /** The time that was signed. */
  readonly timestamp: string;
}

/**
 * Starts a run of SRP-6a as Cognito speaks it.
 *
 * The private value has 256 bits, twice the strength of the group.
 *
 * @param userPoolId the user pool's id; the part after the underscore is hashed
 */
export function createSrpClient(userPoolId: string): SrpClient {
  const poolName = userPoolId.slice(userPoolId.indexOf('_') + 1);
  const a = toBigInt(crypto.getRandomValues(new Uint8Array(32)));
  const A = modPow(G, a, N);
  return {
    publicValue: A.toString(16),
    prove({ challenge, password, date }) {
      const userId = challenge.USER_ID_FOR_SRP;
      const B = BigInt(`0x${challenge.SRP_B}`);
      const u = toBigInt(sha256(concatBytes(pad(A), pad(B))));
      if (B % N === 0n || u === 0n) {
        throw new CognitoError('Unknown', 'the SRP challenge is not one that a sound server sends');
      }
      const x = secretExponent({ poolName, userId, password }, BigInt(`0x${challenge.SALT}`));
      // Adding N * K keeps the base positive: BigInt's remainder takes the sign of its left side.
      const base = (B + N * K - K * modPow(G, x, N)) % N;
      const S = modPow(base, a + u * x, N);
      const key = hmacSha256(deriveKey(S, u));
      const secretBlock = fromBase64(challenge.SECRET_BLOCK);
      const timestamp = toSrpTimestamp(date);
      const signed = [toUtf8(poolName + userId), secretBlock, toUtf8(timestamp)];
      return { signature: toBase64(key(concatBytes(...signed))), timestamp };
    },
  };
}

/** A password, and what it is bound to. */
export interface SrpPassword {
  readonly poolName: string;
  readonly userId: string;
  readonly password: string;
}

/** What a server keeps in the place of a password, in base64. */
export interface SrpVerifier {
  readonly Salt: string;
  readonly PasswordVerifier: string;
}

/** Makes what a server may keep of a password that it is not to know. */
export function createSrpVerifier(of: SrpPassword): SrpVerifier {
  const salt = toBigInt(crypto.getRandomValues(new Uint8Array(16)));
  const verifier = modPow(G, secretExponent(of, salt), N);
  return { Salt: toBase64(pad(salt)), PasswordVerifier: toBase64(pad(verifier)) };
}

function secretExponent({ poolName, userId, password }: SrpPassword, salt: bigint): bigint {
  const identity = sha256(toUtf8(`${poolName}${userId}:${password}`));
  return toBigInt(sha256(concatBytes(pad(salt), identity)));
}

/** HKDF-SHA256 (RFC 5869) of the shared secret, 16 bytes. */
function deriveKey(secret: bigint, salt: bigint): Uint8Array {
  const extracted = hmacSha256(pad(salt))(pad(secret));
  const info = concatBytes(toUtf8('Caldera Derived Key'), Uint8Array.of(1));
  return hmacSha256(extracted)(info).slice(0, 16);
}

/** Formats a time as Cognito signs it, such as `Tue Sep 5 07:05:01 UTC 2026`. */
export function toSrpTimestamp(date: Date): string {
  return date.toUTCString().replace(/^(\w+), 0?(\d+) (\w+) (\d+) (\S+) GMT$/, '$1 $3 $2 $5 UTC $4');
}

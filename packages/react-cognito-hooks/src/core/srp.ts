import { concatBytes, fromBase64, fromHex, toBase64, toHex, toUtf8 } from './bytes';
import { CognitoError } from './cognito-error';
import { modPow } from './mod-pow';
import { hmacSha256, sha256 } from './sha256';

/** The 3072-bit group of RFC 3526, with generator 2. */
const N = BigInt(
  '0x' +
    'ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404' +
    'ddef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406' +
    'b7edee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd' +
    '24cf5f83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e46' +
    '2e36ce3be39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d226' +
    '1898fa051015728e5a8aaac42dad33170d04507a33a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db397' +
    '0f85a6e1e4c7abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2ee6bf12ffa06d98a0864d87602733ec86a6452' +
    '1f2b18177b200cbbe117577a615d6c770988c0bad946e208e24fa074e5ab3143db5bfce0fd108e4b82d120a93ad2ca' +
    'ffffffffffffffff',
);
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
  /** Proves the password: returns the base64 signature of the challenge. */
  prove(input: { challenge: SrpChallenge; password: string; timestamp: string }): string;
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
    prove({ challenge, password, timestamp }) {
      const userId = challenge.USER_ID_FOR_SRP;
      const B = BigInt(`0x${challenge.SRP_B}`);
      const u = toBigInt(sha256(concatBytes(pad(A), pad(B))));
      if (B % N === 0n || u === 0n) {
        throw new CognitoError('Unknown', 'the SRP challenge is not one that a sound server sends');
      }
      const identity = sha256(toUtf8(`${poolName}${userId}:${password}`));
      const x = toBigInt(sha256(concatBytes(pad(BigInt(`0x${challenge.SALT}`)), identity)));
      // Adding N * K keeps the base positive: BigInt's remainder takes the sign of its left side.
      const base = (B + N * K - K * modPow(G, x, N)) % N;
      const S = modPow(base, a + u * x, N);
      const key = hmacSha256(deriveKey(S, u));
      const secretBlock = fromBase64(challenge.SECRET_BLOCK);
      const signed = [toUtf8(poolName + userId), secretBlock, toUtf8(timestamp)];
      return toBase64(key(concatBytes(...signed)));
    },
  };
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

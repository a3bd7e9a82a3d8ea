import { createHash, createHmac, getDiffieHellman, hkdfSync, randomBytes } from 'node:crypto';

const N = BigInt(`0x${getDiffieHellman('modp15').getPrime('hex')}`);
const G = 2n;

/** The client's half of SRP, computed with BigInt alone. */
export interface SrpClient {
  /** The `SRP_A` to send. */
  readonly publicValue: string;
  /** Answers the `PASSWORD_VERIFIER` challenge. */
  respond(
    poolId: string,
    parameters: Readonly<Record<string, string>>,
    password: string,
  ): Record<string, string>;
}

/** Makes a client with a fresh secret. */
export function createSrpClient(timestamp = 'Tue Sep 5 07:05:01 UTC 2026'): SrpClient {
  const secret = BigInt(`0x${randomBytes(32).toString('hex')}`);
  const publicValue = modPow(G, secret);
  return {
    publicValue: publicValue.toString(16),
    respond: (poolId, parameters, password) => {
      const { SALT = '', SRP_B = '', SECRET_BLOCK = '', USER_ID_FOR_SRP: user = '' } = parameters;
      const poolName = poolId.split('_')[1] ?? '';
      const serverPublic = toBigInt(SRP_B);
      const u = hash(pad(publicValue), pad(serverPublic));
      const inner = createHash('sha256').update(`${poolName}${user}:${password}`).digest();
      const x = hash(pad(toBigInt(SALT)), inner);
      const k = hash(Buffer.from([0]), Buffer.from(N.toString(16), 'hex'), Buffer.from([2]));
      const base = (((serverPublic - k * modPow(G, x)) % N) + N) % N;
      const shared = modPow(base, secret + u * x);
      const key = Buffer.from(hkdfSync('sha256', pad(shared), pad(u), 'Caldera Derived Key', 16));
      const signature = createHmac('sha256', key)
        .update(`${poolName}${user}`)
        .update(Buffer.from(SECRET_BLOCK, 'base64'))
        .update(timestamp)
        .digest('base64');
      return {
        USERNAME: user,
        PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
        PASSWORD_CLAIM_SIGNATURE: signature,
        TIMESTAMP: timestamp,
      };
    },
  };
}

function modPow(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % N;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % N;
    square = (square * square) % N;
  }
  return result;
}

function hash(...parts: readonly Buffer[]): bigint {
  return toBigInt(createHash('sha256').update(Buffer.concat(parts)).digest('hex'));
}

function pad(value: bigint): Buffer {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
}

function toBigInt(hex: string): bigint {
  return BigInt(`0x${hex}`);
}

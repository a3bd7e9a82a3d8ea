import {
  createDiffieHellman,
  createHash,
  createHmac,
  getDiffieHellman,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

const PRIME = getDiffieHellman('modp15').getPrime();
const N = BigInt(`0x${PRIME.toString('hex')}`);
const K = BigInt(`0x${hash(Buffer.concat([Buffer.of(0), PRIME, Buffer.of(2)])).toString('hex')}`);

function hash(...parts: readonly (Buffer | string)[]): Buffer {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest();
}

function pad(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
}

const toBigInt = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`);

/** Modular exponentiation by OpenSSL. */
function modPow(base: bigint, exponent: bigint): bigint {
  const dh = createDiffieHellman(PRIME);
  dh.setPrivateKey(pad(exponent));
  return toBigInt(dh.computeSecret(pad(base)));
}

/** The server's side of SRP as Cognito speaks it. */
export class SrpVerifier {
  static register(o: { poolName: string; userId: string; password: string }): SrpVerifier {
    const salt = toBigInt(randomBytes(16));
    const x = toBigInt(hash(pad(salt), hash(`${o.poolName}${o.userId}:${o.password}`)));
    return new SrpVerifier(o.poolName, o.userId, salt, modPow(2n, x));
  }

  private constructor(
    private readonly poolName: string,
    readonly userId: string,
    private readonly salt: bigint,
    private readonly verifier: bigint,
  ) {}

  challenge(publicValue: string) {
    const A = BigInt(`0x${publicValue}`);
    if (A % N === 0n) throw new Error('SRP_A is a multiple of N');
    const b = toBigInt(randomBytes(32));
    const B = (K * this.verifier + modPow(2n, b)) % N;
    const u = toBigInt(hash(pad(A), pad(B)));
    const S = modPow((A * modPow(this.verifier, u)) % N, b);
    const key = Buffer.from(hkdfSync('sha256', pad(S), pad(u), 'Caldera Derived Key', 16));
    const secretBlock = randomBytes(48);
    return {
      parameters: {
        USER_ID_FOR_SRP: this.userId,
        SALT: this.salt.toString(16),
        SRP_B: B.toString(16),
        SECRET_BLOCK: secretBlock.toString('base64'),
      },
      verify: ({ signature, timestamp }: { signature: string; timestamp: string }) => {
        const mac = createHmac('sha256', key);
        mac
          .update(this.poolName + this.userId)
          .update(secretBlock)
          .update(timestamp);
        return mac.digest('base64') === signature;
      },
    };
  }
}

// Cognito's SRP as a client computes it, by OpenSSL, so that the client is not what is measured.
import {
  createDiffieHellman,
  createHash,
  createHmac,
  getDiffieHellman,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

const PRIME = getDiffieHellman('modp15').getPrime();
const N = toBigInt(PRIME);
const K = hash(Buffer.from([0]), PRIME, Buffer.from([2]));

function toBigInt(bytes) {
  return BigInt(`0x${bytes.toString('hex')}`);
}

function toBytes(value) {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

function pad(value) {
  const bytes = toBytes(value);
  return bytes[0] > 0x7f ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes;
}

function hash(...parts) {
  return toBigInt(createHash('sha256').update(Buffer.concat(parts)).digest());
}

/** base^exponent mod N, or 2^exponent where no base is given. */
function power(exponent, base) {
  const exchange = createDiffieHellman(PRIME, 2);
  exchange.setPrivateKey(toBytes(exponent));
  return toBigInt(
    base === undefined ? exchange.generateKeys() : exchange.computeSecret(toBytes(base)),
  );
}

/** Begins a sign-in: the `SRP_A` to send, and the answer to the challenge that comes back. */
export function createSrpClient() {
  const secret = toBigInt(randomBytes(32));
  const own = power(secret);
  return {
    publicValue: own.toString(16),
    answer(poolId, parameters, password) {
      const { SALT, SRP_B, SECRET_BLOCK, USER_ID_FOR_SRP: user } = parameters;
      const poolName = poolId.split('_')[1];
      const timestamp = timeOf(new Date());
      const server = BigInt(`0x${SRP_B}`);
      const u = hash(pad(own), pad(server));
      const inner = createHash('sha256').update(`${poolName}${user}:${password}`).digest();
      const x = hash(pad(BigInt(`0x${SALT}`)), inner);
      const base = (((server - K * power(x)) % N) + N) % N;
      const shared = power(secret + u * x, base);
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

/** Such as `Tue Sep 5 07:05:01 UTC 2026`. */
function timeOf(date) {
  const [weekday, day, month, year, time] = date.toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${Number(day)} ${time} UTC ${year}`;
}

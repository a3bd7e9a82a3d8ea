// Proves the same password by several libraries, and says how long the page computes for it.
import AuthenticationHelper from 'amazon-cognito-identity-js/es/AuthenticationHelper.js';
import BigIntegerOfJs from 'amazon-cognito-identity-js/es/BigInteger.js';
import BigIntegerOfAmplify from 'amplify-srp/BigInteger/BigInteger.mjs';
import { getAuthenticationHelper } from 'amplify-srp/getAuthenticationHelper.mjs';
import { getSignatureString } from 'amplify-srp/getSignatureString.mjs';
import { createSrpClient } from 'hooks-core/srp.ts';

const POOL = 'AbCdEfGhI';
const USER = '7f4ad95c-3cf3-4c4d-9d5b-6a3f0d1d8a52';
const PASSWORD = 'Correct-horse-7';
const hex = (bytes) =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

/** A challenge as a server sends it; its public value is any number below the modulus. */
const challenge = () => ({
  USER_ID_FOR_SRP: USER,
  SALT: hex(16),
  SRP_B: `7${hex(384).slice(1)}`,
  SECRET_BLOCK: btoa(hex(600)),
});

const PROOFS = {
  async 'react-cognito-hooks'(asked) {
    const client = createSrpClient(`us-east-1_${POOL}`);
    client.prove({ challenge: asked, password: PASSWORD, date: new Date() });
  },
  async 'aws-amplify'(asked) {
    const helper = await getAuthenticationHelper(POOL);
    const hkdf = await helper.getPasswordAuthenticationKey({
      username: USER,
      password: PASSWORD,
      serverBValue: new BigIntegerOfAmplify(asked.SRP_B, 16),
      salt: new BigIntegerOfAmplify(asked.SALT, 16),
    });
    const challengeParameters = asked;
    getSignatureString({
      username: USER,
      userPoolName: POOL,
      challengeParameters,
      dateNow: 'Tue Sep 5 07:05:01 UTC 2026',
      hkdf,
    });
  },
  'amazon-cognito-identity-js': (asked) =>
    new Promise((resolve, reject) => {
      const server = new BigIntegerOfJs(asked.SRP_B, 16);
      const salt = new BigIntegerOfJs(asked.SALT, 16);
      new AuthenticationHelper(POOL).getPasswordAuthenticationKey(
        USER,
        PASSWORD,
        server,
        salt,
        (error, key) => (error ? reject(error) : resolve(key)),
      );
    }),
};

async function proofMs(prover) {
  const asked = challenge();
  const started = performance.now();
  await PROOFS[prover](asked);
  return performance.now() - started;
}

window.bench = { provers: Object.keys(PROOFS), proofMs };

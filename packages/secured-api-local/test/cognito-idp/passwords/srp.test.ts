import { createHash, getDiffieHellman } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  createPasswordSignature,
  createServerPublic,
  createVerifier,
  UnsafeSrpValue,
} from '../../../src/cognito-idp/passwords/srp';
import { createSrpClient } from './srp-client';

const IDENTITY = { poolName: 'AbCdEf123', username: 'user' };
const PRIME = getDiffieHellman('modp15').getPrime('hex');

/** A salt that begins with `first`, so that padding and leading zeros are met. */
function salted(first: string): string {
  return (
    first +
    createHash('sha256')
      .update(first)
      .digest('hex')
      .slice(0, 32 - first.length)
  );
}

describe('an exchange', () => {
  test.each(['ff', '00', '0', '7f', '80', '000'])(
    'agrees with the client for a salt that begins with %s',
    (first) => {
      const salt = salted(first);
      const client = createSrpClient();
      const exchange = {
        clientPublic: client.publicValue,
        verifier: createVerifier(IDENTITY, salt, 'password'),
        secret: Buffer.from(createHash('sha256').update(first).digest()),
        salt,
      };
      const parameters = {
        SALT: salt,
        SRP_B: createServerPublic(exchange),
        SECRET_BLOCK: Buffer.from('block').toString('base64'),
        USER_ID_FOR_SRP: 'user',
      };

      const answer = client.respond('us-east-1_AbCdEf123', parameters, 'password');
      const signature = createPasswordSignature(exchange, {
        ...IDENTITY,
        secretBlock: Buffer.from('block'),
        timestamp: answer.TIMESTAMP ?? '',
      });

      expect(signature.toString('base64')).toBe(answer.PASSWORD_CLAIM_SIGNATURE);
    },
  );

  test.each([
    ['0', '0'],
    ['N', PRIME],
    ['2N', (2n * BigInt(`0x${PRIME}`)).toString(16)],
  ])('fails for the public value %s', (_what, clientPublic) => {
    const exchange = { clientPublic, verifier: '2', secret: Buffer.from([3]), salt: '00' };

    expect(() => createServerPublic(exchange)).toThrow(UnsafeSrpValue);
  });

  test('takes the public values that OpenSSL would refuse', () => {
    const highest = (BigInt(`0x${PRIME}`) - 1n).toString(16);

    for (const clientPublic of ['1', highest]) {
      const exchange = { clientPublic, verifier: '1', secret: Buffer.from([3]), salt: '00' };
      const claim = { ...IDENTITY, secretBlock: Buffer.alloc(0), timestamp: '' };
      expect(createPasswordSignature(exchange, claim)).toHaveLength(32);
    }
  });
});

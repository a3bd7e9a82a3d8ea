// @vitest-environment node
import { expect, test } from 'vitest';
import { createSrpClient, toSrpTimestamp } from '../../src/core/srp';
import { SrpVerifier } from '../support/srp-verifier';

const POOL = 'us-east-1_AbCdEf123';
const DATE = new Date('2026-09-05T07:05:01Z');

test('proves a password to a server that computes with OpenSSL', () => {
  const verifier = SrpVerifier.register({
    poolName: 'AbCdEf123',
    userId: 'jane',
    password: 'Secret1!',
  });

  for (let run = 0; run < 5; run += 1) {
    const client = createSrpClient(POOL);
    const challenge = verifier.challenge(client.publicValue);
    const proof = client.prove({
      challenge: challenge.parameters,
      password: 'Secret1!',
      date: DATE,
    });

    expect(challenge.verify(proof)).toBe(true);
  }
});

test('fails to prove another password', () => {
  const verifier = SrpVerifier.register({
    poolName: 'AbCdEf123',
    userId: 'jane',
    password: 'Secret1!',
  });
  const client = createSrpClient(POOL);
  const challenge = verifier.challenge(client.publicValue);

  const proof = client.prove({
    challenge: challenge.parameters,
    password: 'secret1!',
    date: DATE,
  });

  expect(challenge.verify(proof)).toBe(false);
});

test('fails on a public value that is a multiple of the modulus', () => {
  const client = createSrpClient(POOL);
  const challenge = { USER_ID_FOR_SRP: 'jane', SALT: '0a', SRP_B: '0', SECRET_BLOCK: '' };

  expect(() => client.prove({ challenge, password: 'x', date: DATE })).toThrow('sound server');
});

test('writes the day of a timestamp without padding', () => {
  const timestamp = toSrpTimestamp(new Date('2026-09-05T07:05:01Z'));

  expect(timestamp).toBe('Sat Sep 5 07:05:01 UTC 2026');
});

import { describe, expect, test } from 'vitest';
import { createSessions } from '../../../src/cognito-idp/tokens/sessions';
import { createFixture, EMAIL } from '../user-pool-fixture';

describe('sessions', () => {
  test('leave the store once no token can refer to them any more', async () => {
    const pool = createFixture();
    await pool.confirmedUser();
    await pool.signIn();
    pool.clock.advance(29 * 86_400_000);
    await pool.signIn();
    const left = () => [...pool.services.store.collection('sessions').entries()].length;

    pool.clock.advance(2 * 86_400_000);
    createSessions(pool.services);

    expect(left()).toBe(1);
    expect([...pool.services.store.collection('refresh-tokens').entries()]).toHaveLength(1);
  });

  test('keep no refresh token, but its hash', async () => {
    const pool = createFixture();
    await pool.confirmedUser();

    const { RefreshToken } = await pool.signIn();

    const kept = JSON.stringify([...pool.services.store.collection('refresh-tokens').entries()]);
    expect(kept).not.toContain(RefreshToken);
  });

  test('are checked by the identity pool’s question', async () => {
    const pool = createFixture();
    await pool.confirmedUser();
    const { IdToken } = await pool.signIn();
    const audience = { poolId: 'us-east-1_AbCdEf123', clientId: '1234567890abcdefghijklmnop' };
    const verified = pool.userPools.verifyIdToken(IdToken, audience);
    if (verified.outcome !== 'valid') throw new Error(verified.outcome);

    const before = pool.userPools.tokenIsLive(verified.claims);
    await pool.admin('AdminDeleteUser', { Username: EMAIL });

    expect(before).toBe(true);
    expect(pool.userPools.tokenIsLive(verified.claims)).toBe(false);
    expect(pool.userPools.tokenIsLive({ ...verified.claims, sub: 'other' })).toBe(false);
    expect(pool.userPools.tokenIsLive({})).toBe(false);
  });
});

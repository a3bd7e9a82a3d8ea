import { totpCode } from '../../../src/cognito-idp/mfa/totp';
import type { Fixture } from '../user-pool-fixture';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code that an authenticator app shows for a `SecretCode` at the fixture's time. */
export function appCode({ clock }: Fixture, secretCode: unknown, stepsAhead = 0): string {
  const bits = [...String(secretCode)]
    .map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  const secret = Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
  return totpCode(secret, Math.floor(clock.now() / 30_000) + stepsAhead);
}

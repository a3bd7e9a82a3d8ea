import type { PasswordSubject } from '../account/has-password';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import { normalizeName } from '../users/user-directory';

/** A name that nobody has gets the same salt and user id each time, and costs the same. */
export function pretendSubject(
  { secret }: UserPoolBackend,
  pool: UserPoolSettings,
  given: string,
): PasswordSubject {
  const name = normalizeName(pool, given);
  const bytes = (use: string): Buffer => secret.derive(use, pool.id, name);
  const blocks = Array.from({ length: 12 }, (_, index) => bytes(`verifier ${index}`));
  return {
    username: pool.usernameAttributes.length > 0 ? toUuid(bytes('user id')) : given,
    password: {
      salt: bytes('salt').subarray(0, 16).toString('hex'),
      verifier: Buffer.concat(blocks).toString('hex'),
    },
  };
}

function toUuid(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  const variant = '89ab'.charAt((bytes[16] ?? 0) % 4);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

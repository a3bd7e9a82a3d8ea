import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import type { Random } from '../support/random';
import type { RoleSession } from './session';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals a role session into its session token and derives its secret key.
 *
 * Nothing is stored: credentials survive a restart for as long as the master key does, and a token
 * that was not sealed with it opens nothing.
 */
export class SessionSeal {
  private readonly tokenKey: Buffer;
  private readonly secretKey: Buffer;

  constructor(
    masterKey: Buffer,
    private readonly random: Random,
  ) {
    this.tokenKey = derive(masterKey, 'session token');
    this.secretKey = derive(masterKey, 'secret access key');
  }

  seal(session: RoleSession): string {
    const iv = this.random.bytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.tokenKey, iv);
    const body = Buffer.concat([cipher.update(JSON.stringify(session), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
  }

  open(token: string): RoleSession | undefined {
    const bytes = Buffer.from(token, 'base64');
    if (bytes.length <= IV_BYTES + TAG_BYTES || bytes.toString('base64') !== token)
      return undefined;
    const decipher = createDecipheriv('aes-256-gcm', this.tokenKey, bytes.subarray(0, IV_BYTES));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    try {
      const body = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
      return JSON.parse(Buffer.concat([body, decipher.final()]).toString('utf8'));
    } catch {
      return undefined;
    }
  }

  /** The secret that belongs to an access key id. */
  secretAccessKey(accessKeyId: string): string {
    return createHmac('sha256', this.secretKey).update(accessKeyId).digest('base64').slice(0, 40);
  }
}

function derive(masterKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', purpose, 32));
}

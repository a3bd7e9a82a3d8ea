import { createHmac } from 'node:crypto';

const CACHED_KEYS = 1_000;

const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/** Derives signing keys and keeps the last thousand: a key serves a day. */
export class SigningKeys {
  private readonly keys = new Map<string, Buffer>();

  /** The key for a secret on a day (`YYYYMMDD`) in a region for a service. */
  derive(secretAccessKey: string, day: string, region: string, service: string): Buffer {
    const name = [secretAccessKey, day, region, service].join('\n');
    const cached = this.keys.get(name);
    if (cached) return cached;
    const key = [region, service, 'aws4_request'].reduce<Buffer>(
      hmac,
      hmac(`AWS4${secretAccessKey}`, day),
    );
    const oldest = this.keys.keys().next();
    if (this.keys.size >= CACHED_KEYS && !oldest.done) this.keys.delete(oldest.value);
    this.keys.set(name, key);
    return key;
  }
}

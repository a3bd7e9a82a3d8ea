import { X509Certificate } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TlsCertificate } from '../support/loopback-server';
import { selfSignedCertificate } from '../support/self-signed-certificate';

const RENEWAL_MS = 30 * 86_400_000;

/**
 * The certificate of a state folder, so that who trusts `localhost.crt` there does so once; without
 * a folder one for this run. It is made anew a month before it ends.
 *
 * @param folder - left out where nothing is kept
 * @param now - milliseconds since the epoch
 */
export async function keptCertificate(
  folder: string | undefined,
  now: number,
): Promise<TlsCertificate> {
  if (folder === undefined) return selfSignedCertificate(now);
  const files = { cert: join(folder, 'localhost.crt'), key: join(folder, 'localhost.key') };
  const found = await readPair(files);
  if (found !== undefined && isGood(found, now)) return found;
  const made = await selfSignedCertificate(now);
  await writeFile(files.key, made.key, { mode: 0o600 });
  await chmod(files.key, 0o600);
  await writeFile(files.cert, made.cert);
  return made;
}

async function readPair(files: TlsCertificate): Promise<TlsCertificate | undefined> {
  try {
    const [cert, key] = await Promise.all([
      readFile(files.cert, 'utf8'),
      readFile(files.key, 'utf8'),
    ]);
    return { cert, key };
  } catch {
    return undefined; // the first start with https
  }
}

function isGood({ cert }: TlsCertificate, now: number): boolean {
  try {
    return Date.parse(new X509Certificate(cert).validTo) - RENEWAL_MS > now;
  } catch {
    return false;
  }
}

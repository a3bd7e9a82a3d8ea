import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** What a ceremony may change from what a browser and an authenticator would do. */
export interface Ceremony {
  readonly origin?: string;
  readonly rpId?: string;
  readonly type?: string;
  readonly challenge?: string;
  readonly crossOrigin?: boolean;
  readonly isUserVerified?: boolean;
  readonly format?: string;
  /** How much the counter moves. Default: 1. */
  readonly steps?: number;
  readonly userHandle?: string;
}

interface Options {
  readonly challenge: string;
  readonly rp?: { readonly id: string };
  readonly rpId?: string;
}

/** One passkey in software, and the browser around it. */
export interface SoftwareAuthenticator {
  readonly id: string;
  /** Answers `CredentialCreationOptions`. */
  create(options: unknown, change?: Ceremony): Record<string, unknown>;
  /** Answers `CREDENTIAL_REQUEST_OPTIONS`, as text. */
  get(options: string, change?: Ceremony): string;
}

export function createAuthenticator(origin = 'http://localhost:5173'): SoftwareAuthenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const rawId = randomBytes(32);
  const id = rawId.toString('base64url');
  let counter = 0;

  const authenticatorData = (rpId: string, change: Ceremony, attested?: Buffer): Buffer => {
    counter += change.steps ?? 1;
    const flags = 0x01 | (change.isUserVerified === false ? 0 : 0x04) | (attested ? 0x40 : 0);
    const head = Buffer.alloc(5);
    head.writeUInt8(flags);
    head.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(change.rpId ?? rpId), head, attested ?? Buffer.alloc(0)]);
  };

  return {
    id,
    create: (given, change = {}) => {
      const options = given as Options;
      const key = toCose(publicKey);
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, 32]), rawId, key]);
      const data = authenticatorData(options.rp?.id ?? '', change, attested);
      const attestation = new Map<string, unknown>([
        ['fmt', change.format ?? 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(data)],
      ]);
      return {
        id,
        rawId: id,
        type: 'public-key',
        authenticatorAttachment: 'platform',
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientData('webauthn.create', options.challenge, origin, change),
          attestationObject: toBase64Url(isoCBOR.encode(attestation as never)),
          transports: ['internal', 'nonsense'],
        },
      };
    },
    get: (given, change = {}) => {
      const options = JSON.parse(given) as Options;
      const clientDataJSON = clientData('webauthn.get', options.challenge, origin, change);
      const data = authenticatorData(options.rpId ?? '', change);
      const signed = Buffer.concat([data, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
      return JSON.stringify({
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON,
          authenticatorData: toBase64Url(data),
          signature: toBase64Url(sign('sha256', signed, privateKey)),
          userHandle: change.userHandle,
        },
      });
    },
  };
}

function clientData(type: string, challenge: string, origin: string, change: Ceremony): string {
  const { crossOrigin = false } = change;
  const said = { type, challenge, origin, ...pick(change), crossOrigin };
  return toBase64Url(Buffer.from(JSON.stringify(said)));
}

function pick({ type, challenge, origin }: Ceremony): object {
  return {
    ...(type !== undefined && { type }),
    ...(challenge !== undefined && { challenge }),
    ...(origin !== undefined && { origin }),
  };
}

/** An ES256 key by the labels of RFC 9053. */
function toCose(publicKey: KeyObject): Uint8Array {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const key = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
    [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
  ]);
  return isoCBOR.encode(key);
}

function sha256(data: Buffer | string): Buffer {
  return createHash('sha256').update(data).digest();
}

function toBase64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

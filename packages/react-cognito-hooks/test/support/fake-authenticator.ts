import { onTestFinished, vi } from 'vitest';

type Ceremony = (options: unknown) => Promise<unknown>;

const bytes = (text: string): ArrayBuffer => new Uint8Array(Buffer.from(text)).buffer;

/** A browser's passkeys: what it was asked for, and what it answers. */
export interface FakeAuthenticator {
  readonly asked: unknown[];
  /** Lets the next ceremony fail as browsers do. */
  refuseNext(name: string): void;
}

/** Puts passkeys into this environment until the test is over. */
export function fakeAuthenticator(): FakeAuthenticator {
  const asked: unknown[] = [];
  const refusals: string[] = [];
  const ceremony =
    (credential: object): Ceremony =>
    async (options) => {
      asked.push(options);
      const name = refusals.shift();
      if (name !== undefined) throw new DOMException('refused', name);
      return credential;
    };
  const common = { id: 'a-b_', type: 'public-key', authenticatorAttachment: 'platform' };
  const create = ceremony({
    ...common,
    response: {
      clientDataJSON: bytes('client data'),
      attestationObject: bytes('??>'),
      getTransports: () => ['internal'],
    },
  });
  const get = ceremony({
    ...common,
    response: {
      clientDataJSON: bytes('client data'),
      authenticatorData: bytes('data'),
      signature: bytes('signature'),
      userHandle: bytes('handle'),
    },
  });
  vi.stubGlobal('PublicKeyCredential', class {});
  vi.stubGlobal('navigator', { credentials: { create, get } });
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  return { asked, refuseNext: (name) => void refusals.push(name) };
}

/** Whether a `Host` must name the server's own port, or may name any. */
export type HostPort = 'own' | 'any';

/** What a request's header lines say. */
export interface RequestHead {
  readonly headers: [name: string, value: string][];
  /** The values of every `Host`. */
  readonly hosts: readonly string[];
  /** A request has a body only if it says so (RFC 9112, section 6.3). */
  readonly hasBody: boolean;
}

const LOCAL_HOST = /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127\.0\.0\.1|\[::1\])(?::(\d+))?$/i;
const HOST = /^host$/i;
const SAYS_BODY = /^(?:transfer-encoding|content-length)$/i;

/** Reads a head in one pass, from names and values in turns. */
export function readHead(rawHeaders: readonly string[]): RequestHead {
  const headers: [string, string][] = [];
  const hosts: string[] = [];
  let hasBody = false;
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    const value = rawHeaders[i + 1] ?? '';
    headers.push([name, value]);
    if (HOST.test(name)) hosts.push(value);
    else if (SAYS_BODY.test(name)) hasBody = true;
  }
  return { headers, hosts, hasBody };
}

/** Exactly one `Host`, and it names this machine and, where it has to, the server's port. */
export function isForThisServer(
  [host = '', ...others]: readonly string[],
  hostPort: HostPort,
  { localPort, defaultPort }: { readonly localPort?: number; readonly defaultPort: number },
): boolean {
  const found = LOCAL_HOST.exec(host);
  return (
    others.length === 0 &&
    found !== null &&
    (hostPort === 'any' || Number(found[1] ?? defaultPort) === localPort)
  );
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RawRequest } from '../sigv4/raw-request';
import type { Clock } from './clock';
import { LocalRuntimeError } from './local-runtime-error';
import type { Log } from './log';

/** A whole request, as it came. */
export interface ServerRequest {
  readonly raw: RawRequest & { readonly body: Buffer };
  readonly sourceIp: string;
  /** Such as `HTTP/1.1`. */
  readonly protocol: string;
}

export interface ServerAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
}

/** What a server is made with. */
export interface LoopbackServerOptions {
  readonly maxHeadBytes: number;
  readonly maxBodyBytes: number;
  /** Dates the answers. */
  readonly clock: Clock;
  readonly log: Log;
  readonly answer: (request: ServerRequest) => Promise<ServerAnswer>;
  readonly tooLarge: ServerAnswer;
  /** For a `Host` that is not this machine: a page of elsewhere must not reach in by its own name. */
  readonly foreignHost: ServerAnswer;
  /** For a fault of ours: no detail leaves. */
  readonly broken: ServerAnswer;
}

/** A server on 127.0.0.1 and, where the machine has it, ::1. */
export interface LoopbackServer {
  /**
   * Listens and returns the port.
   *
   * @param port - 0 takes any free one
   * @throws LocalRuntimeError `PortInUse`
   */
  listen(port: number): Promise<number>;
  /** Ends open connections and frees the port. */
  close(): Promise<void>;
}

const LOCAL_HOST = /^(localhost|([a-z0-9-]+\.)+localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;
const V4 = '127.0.0.1';
const V6 = '::1';

/** Makes a server that only this machine can reach. */
export function createLoopbackServer(options: LoopbackServerOptions): LoopbackServer {
  const servers: Server[] = [];
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    void respond(request, response, options);
  };
  async function open(host: string, port: number): Promise<number> {
    const server = createServer({ maxHeaderSize: options.maxHeadBytes }, listener);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, ipv6Only: host === V6 }, resolve);
    });
    servers.push(server);
    return (server.address() as AddressInfo).port;
  }
  async function close(): Promise<void> {
    const closing = servers.splice(0).map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    );
    await Promise.all(closing);
  }
  return {
    close,
    async listen(port) {
      try {
        const bound = await open(V4, port);
        await open(V6, bound).catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'EADDRNOTAVAIL' && error.code !== 'EAFNOSUPPORT') throw error;
        });
        return bound;
      } catch (error) {
        await close();
        throw portError(error, port);
      }
    },
  };
}

function portError(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return error;
  const why = code === 'EACCES' ? 'needs rights that this process has not' : 'is in use';
  return new LocalRuntimeError('PortInUse', `port ${port} ${why}`, 'choose another by --port');
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  options: LoopbackServerOptions,
): Promise<void> {
  response.sendDate = false;
  try {
    const send = (answer: ServerAnswer): void => write(response, answer, options.clock);
    if (!LOCAL_HOST.test(request.headers.host ?? '')) return send(options.foreignHost);
    const body = await readBody(request, options.maxBodyBytes);
    if (!body)
      return send({
        ...options.tooLarge,
        headers: { ...options.tooLarge.headers, connection: 'close' },
      });
    send(
      await options.answer({
        raw: {
          method: request.method ?? '',
          target: request.url ?? '',
          headers: pairs(request),
          body,
        },
        sourceIp: request.socket.remoteAddress ?? V4,
        protocol: `HTTP/${request.httpVersion}`,
      }),
    );
  } catch (error) {
    if (request.destroyed && !request.complete) return;
    options.log.warn(`a request failed: ${error instanceof Error ? error.stack : String(error)}`);
    if (!response.headersSent) write(response, options.broken, options.clock);
  }
}

function pairs({ rawHeaders }: IncomingMessage): [string, string][] {
  const all: [string, string][] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    all.push([rawHeaders[i] ?? '', rawHeaders[i + 1] ?? '']);
  }
  return all;
}

/** The body, or `undefined` when it is larger than `limit`. */
async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function write(response: ServerResponse, answer: ServerAnswer, clock: Clock): void {
  response.statusCode = answer.status;
  response.setHeader('date', new Date(clock.now()).toUTCString());
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  response.end(answer.body);
}

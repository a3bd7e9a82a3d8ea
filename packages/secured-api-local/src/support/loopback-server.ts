import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { createAnswerWriter, httpDate, type WriteAnswer } from './answer-writer';
import type { Clock } from './clock';
import { LocalRuntimeError } from './local-runtime-error';
import type { Log } from './log';
import type { RawRequest } from './raw-request';
import { type HostPort, isForThisServer, readHead } from './request-head';

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

/**
 * Why a server answers by itself. `foreignHost`: a page of elsewhere must not reach in by a name of
 * its own; `broken`: a fault of ours, of which no detail leaves.
 */
export type Refusal = 'malformed' | 'headTooLarge' | 'bodyTooLarge' | 'foreignHost' | 'broken';

/** What a server is made with. */
export interface LoopbackServerOptions {
  /**
   * Whether `Host` must name this server's port, so that a request signed for one server is not good
   * at another, or may name the port of a proxy on this machine.
   */
  readonly hostPort: HostPort;
  readonly maxHeadBytes: number;
  readonly maxBodyBytes: number;
  /** How long a client may take for its headers. Default: 10 seconds. */
  readonly headTimeoutMs?: number;
  /** Dates the answers. */
  readonly clock: Clock;
  readonly log: Log;
  readonly answer: (request: ServerRequest) => Promise<ServerAnswer>;
  readonly refuse: (why: Refusal) => ServerAnswer;
  /** Speaks https by this certificate, both in PEM. Default: http. */
  readonly tls?: TlsCertificate;
}

/** A certificate and its private key, in PEM. */
export interface TlsCertificate {
  readonly cert: string;
  readonly key: string;
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

const HTTP_PORT = 80;
const NO_BODY = Buffer.alloc(0);
const HTTPS_PORT = 443;
const HEAD_TIMEOUT_MS = 10_000;
/** A body of the largest size comes in this, over loopback. */
const REQUEST_TIMEOUT_MS = 60_000;
const V4 = '127.0.0.1';
const V6 = '::1';

/** Makes a server that only this machine can reach. */
export function createLoopbackServer(options: LoopbackServerOptions): LoopbackServer {
  const servers: Server[] = [];
  const write = createAnswerWriter(options.clock);
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    void respond(request, response, options, write);
  };
  async function open(host: string, port: number): Promise<number> {
    const settings = limitsOf(options);
    const server =
      options.tls === undefined
        ? createServer(settings, listener)
        : createTlsServer({ ...settings, ...options.tls }, listener);
    server.on('clientError', (error, socket) => refuseUnread(error, socket, options));
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

/** Bounded in size and in time: whoever sends a byte now and then holds no connection for ever. */
function limitsOf({ maxHeadBytes, headTimeoutMs = HEAD_TIMEOUT_MS }: LoopbackServerOptions) {
  return {
    maxHeaderSize: maxHeadBytes,
    headersTimeout: headTimeoutMs,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionsCheckingInterval: Math.min(1_000, headTimeoutMs),
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
  write: WriteAnswer,
): Promise<void> {
  const answerBroken = (error: unknown): void => {
    if (request.destroyed && !request.complete) return;
    options.log.warn(`a request failed: ${error instanceof Error ? error.stack : String(error)}`);
    if (response.headersSent) return void response.destroy();
    write(response, options.refuse('broken'), () => response.destroy());
  };
  try {
    write(response, await answerOf(request, options), answerBroken);
  } catch (error) {
    answerBroken(error);
  }
}

function answerOf(
  request: IncomingMessage,
  options: LoopbackServerOptions,
): ServerAnswer | Promise<ServerAnswer> {
  const defaultPort = options.tls === undefined ? HTTP_PORT : HTTPS_PORT;
  const { headers, hosts, hasBody } = readHead(request.rawHeaders);
  const ports = { localPort: request.socket.localPort, defaultPort };
  if (!isForThisServer(hosts, options.hostPort, ports)) return options.refuse('foreignHost');
  const whole = (body: Buffer): Promise<ServerAnswer> =>
    options.answer({
      raw: { method: request.method ?? '', target: request.url ?? '', headers, body },
      sourceIp: request.socket.remoteAddress ?? V4,
      protocol: `HTTP/${request.httpVersion}`,
    });
  if (!hasBody) return whole(NO_BODY);
  return readBody(request, options.maxBodyBytes).then((body) =>
    body ? whole(body) : options.refuse('bodyTooLarge'),
  );
}

/** Answers what Node could not read as HTTP. */
function refuseUnread(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  { refuse, clock }: LoopbackServerOptions,
): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const { status, headers, body } = refuse(
    error.code === 'HPE_HEADER_OVERFLOW' ? 'headTooLarge' : 'malformed',
  );
  const lines = Object.entries({
    ...headers,
    connection: 'close',
    'content-length': Buffer.byteLength(body),
    date: httpDate(clock.now()),
  }).map(([name, value]) => `${name}: ${value}`);
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', ''].join('\r\n');
  socket.end(Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)]));
}

/** The body, or `undefined` when it is larger than `limit`; what comes after that is not kept. */
async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) chunks = [];
    else chunks.push(chunk);
  }
  return size > limit ? undefined : Buffer.concat(chunks);
}

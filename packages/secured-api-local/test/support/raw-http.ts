import { connect } from 'node:net';

/**
 * Sends bytes as they are and returns all that comes back until the other side closes; a text's
 * `Host: localhost` gets the port.
 */
export function sendRaw(port: number, request: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const bytes =
      typeof request === 'string'
        ? request.replaceAll('Host: localhost\r\n', `Host: localhost:${port}\r\n`)
        : request;
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.end(bytes));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    socket.on('error', reject);
  });
}

/** A request without a body, whose connection ends after the answer. */
export function request(line: string, headers: readonly string[] = []): string {
  return [line, 'Host: localhost', 'Connection: close', ...headers, '', ''].join('\r\n');
}

/** The status of a raw answer; 0 where there is none. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0);
}

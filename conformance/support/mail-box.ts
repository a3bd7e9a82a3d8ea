import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A provider of e-mails that hands what is posted to it to a test. */
export interface MailBox {
  readonly url: string;
  /** The next body that is posted, or was and is not read yet. */
  next(): Promise<Record<string, string>>;
}

/** Opens a mail box for the time of a test. */
export async function openMailBox(): Promise<MailBox> {
  const arrived: Record<string, string>[] = [];
  const waiting: ((mail: Record<string, string>) => void)[] = [];
  const server = createServer(async (request, response) => {
    const mail = JSON.parse(await text(request));
    const reader = waiting.shift();
    if (reader) reader(mail);
    else arrived.push(mail);
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    next: async () => arrived.shift() ?? new Promise((resolve) => waiting.push(resolve)),
  };
}

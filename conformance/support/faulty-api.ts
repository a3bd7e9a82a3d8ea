import { createServer, type ServerResponse } from 'node:http';

/** An API that answers as no API should, each way by a path of its own. */
export interface FaultyApi {
  readonly url: string;
  /** The paths that were asked for, preflights left out. */
  readonly asked: string[];
  stop(): Promise<void>;
}

const ANSWERS: Readonly<Record<string, (response: ServerResponse) => unknown>> = {
  '/redirect': (response) => response.writeHead(307, { location: '/elsewhere' }).end(),
  '/hang': () => undefined,
  '/reset': (response) => response.destroy(),
  '/text': (response) => response.end('<html>'),
  '/refused': (response) => response.writeHead(403).end('{}'),
  '/broken': (response) => response.writeHead(503).end('{}'),
};

/** Serves the faults to pages of any origin. */
export async function startFaultyApi(): Promise<FaultyApi> {
  const asked: string[] = [];
  const server = createServer(({ method, url = '', headers }, response) => {
    response.setHeader('access-control-allow-origin', headers.origin ?? '*');
    response.setHeader(
      'access-control-allow-headers',
      'authorization, x-amz-date, x-amz-security-token',
    );
    response.setHeader('access-control-expose-headers', 'date');
    if (method === 'OPTIONS') return response.end();
    asked.push(url);
    return (ANSWERS[url] ?? (() => response.end()))(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://faulty.localhost:${port}`,
    asked,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

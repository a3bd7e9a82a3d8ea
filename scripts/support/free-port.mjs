import { createServer } from 'node:net';

function isFree(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(error.code === 'EADDRNOTAVAIL'));
    server.listen({ port, host }, () => server.close(() => resolve(true)));
  });
}

/** The first port from `first` that is free on both loopback addresses. */
export async function freePort(first) {
  for (let port = first; port < first + 100; port += 1) {
    if ((await isFree(port, '127.0.0.1')) && (await isFree(port, '::1'))) return port;
  }
  throw new Error(`no port from ${first} to ${first + 99} is free`);
}

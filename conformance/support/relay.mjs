import { createServer, request as forward } from 'node:http';

/**
 * Starts a proxy between a browser and this machine, which sees what is sent to whom and may hold it.
 *
 * A browser asks no proxy for this machine's own hosts unless `<-loopback>` is on its bypass list.
 */
export async function startRelay() {
  const relay = { server: '', seen: [], before: () => undefined, stop: () => stop(server) };
  const server = createServer(async (incoming, outgoing) => {
    const { method, headers } = incoming;
    const { host, port, pathname, search } = new URL(incoming.url);
    const operation = headers['x-amz-target']?.split('.')[1] ?? pathname;
    const request = { method, host, operation };
    relay.seen.push(request);
    await relay.before(request);
    const to = { host: '127.0.0.1', port, method, path: pathname + search, headers };
    const sent = forward(to, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    sent.on('error', () => outgoing.destroy());
    incoming.pipe(sent);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  relay.server = `http://127.0.0.1:${server.address().port}`;
  return relay;
}

function stop(server) {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

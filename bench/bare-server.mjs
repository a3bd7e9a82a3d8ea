// A Node server that does what any has to: it reads the body and answers JSON, the same as the demo's.
import { createServer } from 'node:http';

const BODY = '{"message":"Public Random Number: 7"}';

const server = createServer(async (request, response) => {
  for await (const chunk of request) void chunk;
  response.setHeader('content-type', 'application/json');
  response.setHeader('cache-control', 'no-store');
  response.end(BODY);
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${server.address().port}/public\n`);
});
process.once('SIGTERM', () => process.exit());

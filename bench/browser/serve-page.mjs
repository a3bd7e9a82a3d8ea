import { createServer } from 'node:http';
import { bundle } from './bundle.mjs';

/** Serves a page of one bundled file on an origin of its own, beside the config it asks for. */
export async function servePage(file) {
  const { files, first } = await bundle(file);
  const entry = first.find(({ isEntry }) => isEntry).fileName;
  const page = `<!doctype html><title>${file}</title><div id="root"></div><script type="module" src="/${entry}"></script>`;
  const site = { origin: '', config: {}, stop: () => stop(server) };
  const server = createServer(({ url }, response) => {
    const code = files.get(url.slice(1));
    const [type, body] = code
      ? ['text/javascript', code]
      : url === '/config.json'
        ? ['application/json', JSON.stringify(site.config)]
        : ['text/html', page];
    response.setHeader('content-type', `${type}; charset=utf-8`).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  site.origin = `http://localhost:${server.address().port}`;
  return site;
}

function stop(server) {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
}

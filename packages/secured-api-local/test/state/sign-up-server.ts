import { startLocal } from '../../src/start-local';

/** Runs the whole of it on an assembly and a state folder, and prints its address. */
async function main(assembly = '', stateDirectory = ''): Promise<void> {
  const log = { info: () => undefined, warn: () => undefined };
  const { url, config } = await startLocal({
    assembly,
    stateDirectory,
    port: 0,
    log,
  });
  process.stdout.write(`${JSON.stringify({ url, clientId: config?.userPoolClientId })}\n`);
}

void main(process.argv[2], process.argv[3]);

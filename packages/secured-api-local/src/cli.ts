#!/usr/bin/env node
import { endWithStarter, mustShedCredentials, runWithoutCredentials } from './shed-credentials';

const args = process.argv.slice(2);
endWithStarter(process);
if (mustShedCredentials(args, process)) {
  process.exitCode = await runWithoutCredentials(process);
} else {
  const { run } = await import('./run'); // which the first of two processes does not need
  process.exitCode = await run(args, process);
}

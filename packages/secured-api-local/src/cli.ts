#!/usr/bin/env node
import { run } from './run';
import { endWithStarter, mustShedCredentials, runWithoutCredentials } from './shed-credentials';

const args = process.argv.slice(2);
endWithStarter(process);
process.exitCode = mustShedCredentials(args, process)
  ? await runWithoutCredentials(process)
  : await run(args, process);

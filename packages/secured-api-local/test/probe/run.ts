// Asks a deployed stack of template.ts what FIDELITY.md assumes. --print-template writes the stack.
import { parseArgs } from 'node:util';
import { probes } from './probes';
import { template } from './template';

const USAGE = `Usage: npx tsx run.ts --print-template > probe.json
       aws cloudformation deploy --stack-name probe --template-file probe.json --capabilities CAPABILITY_IAM
       npx tsx run.ts --url URL --plain-url PLAIN_URL      the stack's outputs Url and PlainUrl

The same two URLs of 'secured-api-local start' ask the local runtime. Nothing is changed; delete the
stack afterwards.`;

const { values } = parseArgs({
  options: {
    'print-template': { type: 'boolean' },
    url: { type: 'string' },
    'plain-url': { type: 'string' },
  },
});

if (values['print-template']) {
  console.log(JSON.stringify(template, undefined, 2));
} else if (values.url === undefined || values['plain-url'] === undefined) {
  console.error(USAGE);
  process.exitCode = 1;
} else {
  for (const { id, asks, here, run } of probes) {
    const there = await run({ url: values.url, plainUrl: values['plain-url'] }).catch(String);
    console.log(`${there === here ? 'same ' : 'OTHER'} ${id}: ${asks}`);
    console.log(`      there: ${there}`);
    if (there !== here) console.log(`      here:  ${here}`);
  }
}

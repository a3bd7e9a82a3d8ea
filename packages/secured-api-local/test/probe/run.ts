// Asks a deployed stack of template.ts what FIDELITY.md assumes. --print-template writes the stack.
import { parseArgs } from 'node:util';
import { apiProbes } from './api-probes';
import { cognitoProbes } from './cognito-probes';
import { template } from './template';

const USAGE = `Usage: npx tsx run.ts --print-template > probe.json
       aws cloudformation deploy --stack-name probe --template-file probe.json --capabilities CAPABILITY_IAM
       npx tsx run.ts --url URL --plain-url PLAIN_URL --cognito-url COGNITO_URL --client-id CLIENT_ID

The values are the stack's outputs. Those of 'secured-api-local start' ask the local runtime, whose
COGNITO_URL is the 'url' that it prints. Some users are made; delete the stack afterwards.`;

const { values } = parseArgs({
  options: {
    'print-template': { type: 'boolean' },
    url: { type: 'string' },
    'plain-url': { type: 'string' },
    'cognito-url': { type: 'string' },
    'client-id': { type: 'string' },
  },
});

const { url, 'plain-url': plainUrl, 'cognito-url': cognitoUrl, 'client-id': clientId } = values;

if (values['print-template']) {
  console.log(JSON.stringify(template, undefined, 2));
} else if (!url || !plainUrl || !cognitoUrl || !clientId) {
  console.error(USAGE);
  process.exitCode = 1;
} else {
  for (const { id, asks, here, run } of [...apiProbes, ...cognitoProbes]) {
    const there = await run({ url, plainUrl, cognitoUrl, clientId }).catch(String);
    console.log(`${there === here ? 'same ' : 'OTHER'} ${id}: ${asks}`);
    console.log(`      there: ${there}`);
    if (there !== here) console.log(`      here:  ${here}`);
  }
}

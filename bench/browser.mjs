import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { launch } from './browser/launch.mjs';
import { proofs } from './browser/proofs.mjs';
import { signIns } from './browser/sign-ins.mjs';
import { signatures } from './browser/signatures.mjs';
import { sizes } from './browser/sizes.mjs';

const require = createRequire(import.meta.url);

const PEERS = [
  'aws-amplify',
  'amazon-cognito-identity-js',
  'aws4fetch',
  '@smithy/signature-v4',
  'oidc-client-ts',
];

/** Read from the file: not every package exports it. */
function versionOf(name) {
  const files = require.resolve.paths(name).map((folder) => join(folder, name, 'package.json'));
  const { version } = JSON.parse(readFileSync(files.find(existsSync), 'utf8'));
  return `${name} ${version}`;
}

export const title = 'react-cognito-hooks: in a browser';

/** Measures the hooks beside other libraries, in one browser. */
export async function measure() {
  const browser = await launch();
  try {
    const parts = [];
    for (const part of [signatures, proofs, signIns, sizes]) parts.push(await part(browser));
    const peers = PEERS.map(versionOf).join(', ');
    return `One run of Chromium ${browser.version()}, each figure a median of rounds in turns, beside
${peers}.

${parts.join('\n')}`;
  } finally {
    await browser.close();
  }
}

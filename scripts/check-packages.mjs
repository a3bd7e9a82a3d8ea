// Looks at the built packages as whoever installs them would: publint, and types by every resolution.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { at } from './support/paths.mjs';

/** TypeScript 6 no longer has the resolution that knows nothing of `exports`. */
const isOutdated = ({ resolutionKind }) => resolutionKind === 'node10';

/** The package that has no CommonJS is said to have none: `require` of it is a problem by design. */
const PACKAGES = [
  { folder: 'packages/react-cognito-hooks', accepted: [] },
  { folder: 'packages/secured-api-local', accepted: ['CJSResolvesToESM'] },
];

function pack(folder) {
  const into = mkdtempSync(join(tmpdir(), 'packed-'));
  try {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const shell = process.platform === 'win32';
    const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', into];
    const [{ filename }] = JSON.parse(
      execFileSync(npm, args, { cwd: at(folder), encoding: 'utf8', stdio: 'pipe', shell }),
    );
    return new Uint8Array(readFileSync(join(into, filename)));
  } finally {
    rmSync(into, { recursive: true });
  }
}

async function problemsOf({ folder, accepted }) {
  const { messages, pkg } = await publint({ pkgDir: at(folder), strict: true });
  const { problems = [] } = await checkPackage(createPackageFromTarballData(pack(folder)));
  const wrong = problems.filter(
    (problem) => !isOutdated(problem) && !accepted.includes(problem.kind),
  );
  return [
    ...messages.map((message) => formatMessage(message, pkg)),
    ...wrong.map(({ kind, ...where }) => `${kind} ${JSON.stringify(where)}`),
  ].map((text) => `${folder}: ${text}`);
}

const found = (await Promise.all(PACKAGES.map(problemsOf))).flat();
for (const problem of found) console.error(problem);
process.exitCode = found.length > 0 ? 1 : 0;

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRuntime } from './boot.mjs';
import { processorMs } from './process-figures.mjs';
import { round } from './round.mjs';
import { createSrpClient } from './srp-client.mjs';

const AT_ONCE = 100;
const SECONDS = 10;
const PASSWORD = 'Correct-horse-7';

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/** Calls an operation; a refusal is an error. */
function call(url, operation, body) {
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      agent,
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      },
    });
    sent.on('error', reject);
    sent.on('response', async (response) => {
      let text = '';
      for await (const chunk of response.setEncoding('utf8')) text += chunk;
      if (response.statusCode === 200) resolve(JSON.parse(text));
      else reject(new Error(`${operation}: ${response.statusCode} ${text}`));
    });
    sent.end(JSON.stringify(body));
  });
}

/** One full sign-in by SRP, which ends with tokens. */
async function signIn({ url, config: { userPoolId, userPoolClientId: ClientId } }, name) {
  const client = createSrpClient();
  const { ChallengeName, ChallengeParameters } = await call(url, 'InitiateAuth', {
    ClientId,
    AuthFlow: 'USER_SRP_AUTH',
    AuthParameters: { USERNAME: name, SRP_A: client.publicValue },
  });
  const { AuthenticationResult } = await call(url, 'RespondToAuthChallenge', {
    ClientId,
    ChallengeName,
    ChallengeResponses: client.answer(userPoolId, ChallengeParameters, PASSWORD),
  });
  if (!AuthenticationResult?.IdToken) throw new Error(`no token for ${name}`);
}

export const title = 'secured-api-local: sign-ins by SRP';

/** Measures full sign-ins a second with many users at once. */
export async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'sign-ins-'));
  const seed = join(folder, 'users.json');
  const names = Array.from({ length: AT_ONCE }, (_, index) => `user${index}@example.com`);
  writeFileSync(seed, JSON.stringify(names.map((username) => ({ username, password: PASSWORD }))));
  const { ready, stop, child } = await startRuntime(['--seed', seed]);
  try {
    await Promise.all(names.map((name) => signIn(ready, name)));
    const before = processorMs(child.pid);
    const started = performance.now();
    const end = started + SECONDS * 1000;
    let done = 0;
    const lane = async (name) => {
      while (performance.now() < end) {
        await signIn(ready, name);
        done += 1;
      }
    };
    await Promise.all(names.map(lane));
    const seconds = (performance.now() - started) / 1000;
    return report(done / seconds, (processorMs(child.pid) - before) / done);
  } finally {
    await stop();
    agent.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(rate, milliseconds) {
  return `${AT_ONCE} users at once, each signing in again and again for ${SECONDS} seconds: \`InitiateAuth\`, the password's
proof in the 3072-bit group, \`RespondToAuthChallenge\`, tokens. The clients run in one other process.
cognito-local 5 cannot do this work: it knows no SRP.

| what | measured | aimed at |
|---|---|---|
| full sign-ins a second | ${round(rate)} | at least 60 |
| processor time of the runtime, a sign-in | ${milliseconds.toFixed(1)} ms | |
`;
}

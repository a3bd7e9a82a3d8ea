import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchAuthSession } from 'aws-amplify/auth';
import { type Local, startLocal } from 'secured-api-local';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { apiUrl, configureAmplify, forgetSession, newSession } from './support/amplify-user';
import { configOf } from './support/config-of';
import { exampleAssembly } from './support/example-assembly';
import { quiet } from './support/quiet-log';
import { sign } from './support/sign';

afterEach(forgetSession);

function stateFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'state-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(stateDirectory: string): Promise<Local> {
  const local = await startLocal({
    assembly: exampleAssembly(),
    port: 0,
    stateDirectory,
    log: quiet,
  });
  return local;
}

async function callPrivate(local: Local, credentials: Parameters<typeof sign>[1]) {
  const url = `${apiUrl(local)}/private`;
  const { status } = await fetch(url, await sign(url, credentials));
  return status;
}

describe('a restart with a state folder', () => {
  test('keeps ids, users, sessions and credentials', async () => {
    const folder = stateFolder();
    const before = await start(folder);
    const { credentials, identityId } = await newSession(before);
    const { userPoolId, userPoolClientId, identityPoolId } = configOf(before);
    await before.stop();

    const after = await start(folder);
    onTestFinished(() => after.stop());

    expect(configOf(after)).toMatchObject({ userPoolId, userPoolClientId, identityPoolId });
    expect(await callPrivate(after, credentials)).toBe(200);
    configureAmplify(after);
    const renewed = await fetchAuthSession({ forceRefresh: true });
    expect(renewed.identityId).toBe(identityId);
    expect(await callPrivate(after, renewed.credentials ?? credentials)).toBe(200);
  });

  test('of another folder knows neither the users nor their credentials', async () => {
    const before = await start(stateFolder());
    const { credentials } = await newSession(before);
    await forgetSession();
    await before.stop();

    const other = await start(stateFolder());
    onTestFinished(() => other.stop());

    expect(await callPrivate(other, credentials)).toBe(403);
  });
});

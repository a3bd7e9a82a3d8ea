import { writeFileSync } from 'node:fs';
import { startLocal } from 'secured-api-local';

const ada = { username: 'ada@example.com', password: 'Correct-Horse-7' };

/** `globalSetup` of Playwright: `storageState` of the projects is the file that is written here. */
export default async function setup(): Promise<() => Promise<void>> {
  const origin = process.env.WEB_ORIGIN ?? 'http://localhost:5173';
  const file = process.env.STORAGE_STATE ?? 'signed-in.json';
  const local = await startLocal({
    assembly: process.env.CDK_OUTDIR ?? 'cdk.out',
    webOrigin: origin,
  });
  await local.createUser(ada);
  const { storage } = await local.signIn(ada);
  const localStorage = Object.entries(storage).map(([name, value]) => ({ name, value }));
  writeFileSync(file, JSON.stringify({ cookies: [], origins: [{ origin, localStorage }] }));
  return () => local.stop();
}

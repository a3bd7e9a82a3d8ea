import { writeFileSync } from 'node:fs';
import { startLocal } from 'secured-api-local';

const ada = { username: 'ada@example.com', password: 'Correct-Horse-7' };

/** Writes what `storageState` of the configuration names. */
export default async function setup(): Promise<() => Promise<void>> {
  const origin = process.env.WEB_ORIGIN ?? 'http://localhost:5173';
  const assembly = process.env.CDK_OUTDIR ?? 'cdk.out';
  const local = await startLocal({ assembly, port: 0, webOrigin: origin });
  await local.createUser(ada);
  const { storage } = await local.signIn(ada);
  const localStorage = Object.entries(storage).map(([name, value]) => ({ name, value }));
  const state = { cookies: [], origins: [{ origin, localStorage }] };
  writeFileSync('signed-in.json', JSON.stringify(state), { mode: 0o600 });
  process.env.LOCAL_URL = local.url;
  return () => local.stop();
}

import { startLocal } from 'secured-api-local';

const ada = { username: 'ada@example.com', password: 'Correct-Horse-7' };

/** What the tests need goes through the environment: they run in other processes. */
export default async function setup() {
  const local = await startLocal({ assembly: process.env.CDK_OUTDIR ?? 'cdk.out', port: 0 });
  await local.createUser(ada);
  globalThis.securedApi = local;
  process.env.API_URL = Object.values(local.apis)[0]?.url;
  process.env.API_KEY = JSON.stringify(await local.credentials(ada));
  process.env.LOCAL_URL = local.url;
  process.env.LOCAL_TOKEN = local.token;
}

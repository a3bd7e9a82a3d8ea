import { type Local, startLocal } from 'secured-api-local';

declare global {
  var securedApi: Local | undefined;
}

/** `globalSetup` of Jest: what the tests need goes through the environment. */
export default async function setup(): Promise<void> {
  const local = await startLocal({ assembly: process.env.CDK_OUTDIR ?? 'cdk.out', port: 0 });
  globalThis.securedApi = local;
  process.env.API_URL = Object.values(local.apis)[0]?.url ?? '';
  process.env.LOCAL_URL = local.url;
  process.env.LOCAL_TOKEN = local.token;
}

import { startLocal } from 'secured-api-local';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    readonly apiUrl: string;
    readonly key: { accessKeyId: string; secretAccessKey: string; sessionToken: string };
  }
}

const ada = { username: 'ada@example.com', password: 'Correct-Horse-7' };

export default async function setup(project: TestProject) {
  const local = await startLocal({ assembly: process.env.CDK_OUTDIR ?? 'cdk.out', port: 0 });
  await local.createUser(ada);
  const { accessKeyId, secretAccessKey, sessionToken } = await local.credentials(ada);
  project.provide('apiUrl', Object.values(local.apis)[0]?.url ?? '');
  project.provide('key', { accessKeyId, secretAccessKey, sessionToken });
  return () => local.stop();
}

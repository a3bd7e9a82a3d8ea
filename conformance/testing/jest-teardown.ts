/** `globalTeardown` of Jest, in the process of `globalSetup`. */
export default async function teardown(): Promise<void> {
  await globalThis.securedApi?.stop();
}

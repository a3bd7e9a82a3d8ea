/** Runs in the process of the global set-up. */
export default async function teardown() {
  await globalThis.securedApi?.stop();
}

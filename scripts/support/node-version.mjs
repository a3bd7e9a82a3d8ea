const MINIMUM = [20, 19, 0];

/** Ends the process with one line where Node is too old for what comes. */
export function assertNodeVersion(version = process.versions.node) {
  const found = version.split('.').map(Number);
  const difference = MINIMUM.map((part, index) => (found[index] ?? 0) - part).find((d) => d !== 0);
  if ((difference ?? 0) >= 0) return;
  console.error(`Node ${MINIMUM.join('.')} or newer is needed, this is ${version}.`);
  process.exit(1);
}

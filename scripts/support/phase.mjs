const WIDTH = 34;

/** Runs one step of a command and prints one line with its seconds. */
export async function phase(name, step) {
  const started = performance.now();
  const note = await step();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const what = typeof note === 'string' ? `${name} (${note})` : name;
  console.log(`${what.padEnd(WIDTH)} ${seconds.padStart(6)} s`);
}

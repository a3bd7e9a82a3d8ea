// Fails if package-lock.json lacks a platform variant of a native package: `npm ci` would then
// refuse it (biome) or leave macOS/Windows/musl without a binary (rollup).
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const keys = Object.keys(packages);
const missing = [];
for (const [k, v] of Object.entries(packages))
  for (const n of Object.keys(v.optionalDependencies ?? {}))
    if (!keys.some((x) => x === `node_modules/${n}` || x.endsWith(`/node_modules/${n}`)))
      missing.push(`${k} -> ${n}`);
const hosts = Object.values(packages).filter((v) => /^https?:/.test(v.resolved ?? ''));
if (missing.length || hosts.length) {
  console.error([...missing, ...hosts.map((h) => `resolved: ${h.resolved}`)].join('\n'));
  process.exit(1);
}
console.log(`package-lock.json: ${keys.length} packages, every platform variant present`);

// @vitest-environment node
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeExports } from './support/describe-exports';

const packageRoot = join(import.meta.dirname, '..');

test('the public surface is what API.md says', async () => {
  const sections = ['index', 'amplify', 'testing'].map((name) => {
    const entry = name === 'index' ? 'react-cognito-hooks' : `react-cognito-hooks/${name}`;
    const declarations = describeExports(packageRoot, `src/${name}.ts`);
    return `## ${entry}\n\n\`\`\`ts\n${declarations}\n\`\`\`\n`;
  });

  const report = `# Public surface\n\nWritten by the tests: \`npx vitest run -u\`.\n\n${sections.join('\n')}`;

  await expect(report).toMatchFileSnapshot('../API.md');
}, 60_000);

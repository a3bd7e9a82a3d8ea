import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const runtime = process.env.SECURED_API_LOCAL_URL ?? 'http://localhost:4000';

export default defineConfig({
  root: at('.'),
  plugins: [react()],
  resolve: {
    // The hooks run from their source: no build comes before the first page.
    alias: [
      {
        find: 'react-cognito-hooks/amplify',
        replacement: at('../../../packages/react-cognito-hooks/src/amplify.ts'),
      },
      {
        find: 'react-cognito-hooks',
        replacement: at('../../../packages/react-cognito-hooks/src/index.ts'),
      },
    ],
    dedupe: ['react', 'react-dom'],
  },
  optimizeDeps: { include: ['aws-amplify', 'aws-amplify/api', 'aws-amplify/auth'] },
  server: {
    port: 5173,
    strictPort: true,
    // A deployed site serves its config beside the pages; here the runtime has it.
    proxy: { '/config.json': { target: runtime, rewrite: () => '/_local/config.json' } },
  },
  build: { outDir: at('../dist/web'), emptyOutDir: true },
});

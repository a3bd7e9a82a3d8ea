import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { sourceAliases } from '../../../source-aliases.mts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const runtime = process.env.SECURED_API_LOCAL_URL ?? 'http://localhost:4000';

export default defineConfig({
  root: at('.'),
  plugins: [react()],
  resolve: { alias: sourceAliases, dedupe: ['react', 'react-dom'] },
  optimizeDeps: { include: ['aws-amplify', 'aws-amplify/api', 'aws-amplify/auth'] },
  server: {
    port: 5173,
    strictPort: true,
    // A deployed site serves its config beside the pages; here the runtime has it.
    proxy: { '/config.json': { target: runtime, rewrite: () => '/_local/config.json' } },
  },
  build: { outDir: at('../dist/web'), emptyOutDir: true },
});

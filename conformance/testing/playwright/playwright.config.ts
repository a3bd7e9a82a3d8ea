import { defineConfig } from '@playwright/test';

const origin = process.env.WEB_ORIGIN ?? 'http://localhost:5173';

export default defineConfig({
  globalSetup: './global-setup.ts',
  use: {
    baseURL: origin,
    storageState: 'signed-in.json',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH },
  },
  webServer: { command: 'npx vite', url: origin, reuseExistingServer: !process.env.CI },
});

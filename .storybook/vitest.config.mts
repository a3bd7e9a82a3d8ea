import { fileURLToPath } from 'node:url';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { BROWSER_FLAGS } from '../scripts/support/browser-flags.mjs';
import { findBrowser } from '../scripts/support/find-browser.mjs';

export default defineConfig({
  plugins: [storybookTest({ configDir: fileURLToPath(new URL('.', import.meta.url)) })],
  test: {
    name: 'storybook',
    isolate: false,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      instances: [{ browser: 'chromium' }],
      provider: playwright({
        launchOptions: { executablePath: findBrowser(), args: BROWSER_FLAGS },
        // Colours are judged as they are, and not on their way from one to another.
        contextOptions: { reducedMotion: 'reduce' },
      }),
    },
    testTimeout: 60_000,
  },
});

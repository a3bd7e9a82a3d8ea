import type { StorybookConfig } from '@storybook/react-vite';
import { mergeConfig } from 'vite';
import { sourceAliases } from '../source-aliases.mts';

const config: StorybookConfig = {
  stories: ['../examples/random-app/web/stories/**/*.stories.tsx'],
  addons: ['@storybook/addon-a11y', '@storybook/addon-vitest'],
  framework: '@storybook/react-vite',
  core: {
    disableTelemetry: true,
    enableCrashReports: false,
    disableWhatsNewNotifications: true,
  },
  typescript: { reactDocgen: false },
  viteFinal: (vite) =>
    mergeConfig(vite, {
      resolve: { alias: sourceAliases, dedupe: ['react', 'react-dom'] },
      build: {
        // Stories run in browsers alone, and beside the tools that look at them.
        chunkSizeWarningLimit: 2000,
        rolldownOptions: { checks: { moduleLevelDirective: false } },
      },
    }),
};

export default config;

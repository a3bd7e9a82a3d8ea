import type { Stack } from 'aws-cdk-lib';
import type { Browser } from 'playwright-core';
import { type Local, type StartOptions, startLocal } from 'secured-api-local';
import { launchBrowser } from '../../examples/random-app/test/support/browser';
import { quiet } from './quiet-log';
import { type AppSite, serveApp } from './serve-app';
import { stackAssembly } from './stack-assembly';

/** A page, the stack that it calls, and a browser to open it in. */
export interface AppRun {
  readonly site: AppSite;
  readonly local: Local;
  readonly browser: Browser;
  stop(): Promise<void>;
}

/** What a page is run with. */
export interface AppRunOptions {
  /** The page's own file. */
  readonly entry: URL;
  /** Adds what the page calls to a stack, for pages of that origin. */
  readonly add: (stack: Stack, origin: string) => void;
  /** What the runtime is started with beside them. */
  readonly start?: Pick<StartOptions, 'https'>;
  /** What the page's config says beside the runtime's. Default: nothing. */
  readonly config?: (config: NonNullable<Local['config']>) => object;
}

/** Serves a page, runs its stack beside it, and launches a browser. */
export async function startAppRun(options: AppRunOptions): Promise<AppRun> {
  const { entry, add, start, config = (own) => own } = options;
  const site = await serveApp(entry);
  const { folder, remove } = stackAssembly((stack) => add(stack, site.origin));
  const { origin: webOrigin } = site;
  const local = await startLocal({ assembly: folder, port: 0, webOrigin, log: quiet, ...start });
  if (local.config === null) throw new Error('the template has no client config');
  site.setConfig(config(local.config));
  const browser = await launchBrowser();
  return {
    site,
    local,
    browser,
    async stop() {
      await browser.close();
      await local.stop();
      await site.stop();
      remove();
    },
  };
}

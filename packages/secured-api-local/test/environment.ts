import type { Environment } from '../src/support/environment';

/** The account and region of every fixture. */
export const ENVIRONMENT: Environment = {
  partition: 'aws',
  region: 'us-east-1',
  accountId: '111122223333',
  urlSuffix: 'amazonaws.com',
};

/** When every fixture's clock starts. */
export const START = Date.UTC(2026, 8, 5, 7, 5, 1);

/** Keeps the log out of the report. */
export const QUIET = { info: () => undefined, warn: () => undefined };

import { readFileSync } from 'node:fs';

/** What `app.config.json` decides. */
export interface AppConfig {
  /** The app's name, with which every stack's name starts. */
  readonly name: string;
  /** The stage: `prod` keeps users and logs when the stack is deleted. */
  readonly stage: string;
  /** The AWS region. */
  readonly region: string;
  /** Whether the developer's loop lints and type-checks. */
  readonly lint: boolean;
  /**
   * The host of the deployed site, to which its passkeys are bound for good.
   *
   * @default - passkeys are bound to this machine's `localhost`, and there are none in the stage `prod`
   */
  readonly siteHost?: string;
}

const NAME = /^[a-z][a-z0-9-]{0,40}$/;

const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;

const CHECKS: {
  readonly [key in keyof Required<AppConfig>]: [(value: unknown) => boolean, string];
} = {
  name: [isName, 'lower-case letters, digits and hyphens'],
  stage: [isName, "lower-case letters, digits and hyphens, such as 'dev' or 'prod'"],
  region: [
    (value) => typeof value === 'string' && /^[a-z]{2}(-[a-z]+)+-\d$/.test(value),
    "an AWS region such as 'us-east-1'",
  ],
  lint: [(value) => typeof value === 'boolean', 'true or false'],
  siteHost: [
    (value) => value === undefined || (typeof value === 'string' && HOST.test(value)),
    "a host in lower case such as 'd111111abcdef8.cloudfront.net', or leave it out",
  ],
};

/**
 * Reads and checks an `app.config.json`.
 *
 * @throws Error that names the file, the key, what it holds and what it should hold
 */
export function readAppConfig(file: URL): AppConfig {
  return toAppConfig(parse(file), file.pathname);
}

/** Checks the content of an `app.config.json`; `source` names it in messages. */
export function toAppConfig(value: unknown, source: string): AppConfig {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`AppConfigInvalid: '${source}' holds no JSON object`);
  }
  const unknown = Object.keys(value).find((key) => !Object.hasOwn(CHECKS, key));
  if (unknown !== undefined) {
    throw new Error(
      `AppConfigInvalid: '${unknown}' in '${source}' is not known, ` +
        `use ${Object.keys(CHECKS).join(', ')}`,
    );
  }
  const fields: Partial<Record<string, unknown>> = { ...value };
  for (const [key, [isValid, expected]] of Object.entries(CHECKS)) {
    if (isValid(fields[key])) continue;
    throw new Error(
      `AppConfigInvalid: '${key}' in '${source}' is ${JSON.stringify(fields[key]) ?? 'missing'}, ` +
        `write ${expected}`,
    );
  }
  return value as AppConfig;
}

function parse(file: URL): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`AppConfigInvalid: '${file.pathname}' cannot be read as JSON`, {
      cause: error,
    });
  }
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && NAME.test(value);
}

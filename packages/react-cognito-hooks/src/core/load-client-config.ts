import type { ClientConfig } from './client-config';
import { CognitoError } from './cognito-error';

type Check = (value: unknown) => boolean;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText: Check = (value) => typeof value === 'string' && value !== '';
const isUrl: Check = (value) => typeof value === 'string' && /^https?:\/\//.test(value);
const isFlag: Check = (value) => typeof value === 'boolean';
const isList: Check = (value) => Array.isArray(value) && value.every(isText);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

/** What every field that is read here must be; the construct library's schema says the rest. */
const FIELDS: readonly (readonly [path: string, check: Check, expected: string])[] = [
  ['version', (value) => value === 1, '1'],
  ['region', isText, 'a region such as eu-central-1'],
  ['userPoolId', (value) => /^[^_]+_.+$/.test(String(value)), 'an id such as us-east-1_AbCdEf123'],
  ['userPoolClientId', isText, 'an app client id'],
  [
    'identityPoolId',
    (value) => /^[^:]+:.+$/.test(String(value)),
    'an id such as us-east-1:6f1d2c3b',
  ],
  ['apis', isObject, 'an object of APIs by name'],
  ['guests', isFlag, 'true or false'],
  ['signIn.identifiers', isList, 'a list of attribute names'],
  ['signIn.selfSignUp', isFlag, 'true or false'],
  ['signIn.flows', isList, 'a list of authentication flows'],
  ['verification', (value) => value === 'code' || value === 'link', `'code' or 'link'`],
  ['passwordPolicy.minLength', (value) => typeof value === 'number', 'a number'],
  ['passwordPolicy.requires', isList, 'a list of character classes'],
  ['endpoints.userPool', /* @__PURE__ */ optional(isUrl), 'a URL'],
  ['endpoints.identityPool', /* @__PURE__ */ optional(isUrl), 'a URL'],
];

function valueAt(config: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce((value, name) => (isObject(value) ? value[name] : undefined), config);
}

/**
 * Checks that a value is a client config of version 1.
 *
 * @throws CognitoError `InvalidConfig` that names the first bad field
 */
export function assertClientConfig(config: unknown): asserts config is ClientConfig {
  const apis = valueAt(config, 'apis');
  const ofApis = (isObject(apis) ? Object.keys(apis) : []).flatMap((name) => [
    [`apis.${name}.url`, isUrl, 'a URL'] as const,
    [`apis.${name}.region`, isText, 'a region such as eu-central-1'] as const,
  ]);
  for (const [path, check, expected] of [...FIELDS, ...ofApis]) {
    const value = valueAt(config, path);
    if (!check(value)) {
      const given = JSON.stringify(value) ?? 'nothing';
      throw new CognitoError('InvalidConfig', `'${path}' is ${given}, expected ${expected}`);
    }
  }
}

/**
 * Fetches and checks the config that the site serves.
 *
 * @throws CognitoError `InvalidConfig` that names the bad field, `HttpError` or `NetworkError`
 */
export async function loadClientConfig(url = '/config.json'): Promise<ClientConfig> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new CognitoError('NetworkError', `'${url}' cannot be fetched`, { cause });
  });
  if (!response.ok) {
    const { status } = response;
    throw new CognitoError('HttpError', `'${url}' answers status ${status}`, { status });
  }
  const config: unknown = await response.json().catch((cause: unknown) => {
    throw new CognitoError('InvalidConfig', `'${url}' is not JSON`, { cause });
  });
  assertClientConfig(config);
  return config;
}

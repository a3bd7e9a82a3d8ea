import { describe, expect, test } from 'vitest';
import { readAppConfig, toAppConfig } from './app-config';

const CONFIG = { name: 'random-app', stage: 'dev', region: 'us-east-1', lint: true };

describe('app.config.json', () => {
  test('of this folder is valid', () => {
    const config = readAppConfig(new URL('../app.config.json', import.meta.url));

    expect(config.name).toBe('random-app');
  });

  test('holds these four keys', () => {
    expect(toAppConfig(CONFIG, 'app.config.json')).toEqual(CONFIG);
  });

  test('may name the host that passkeys are bound to', () => {
    const config = { ...CONFIG, siteHost: 'd111111abcdef8.cloudfront.net' };

    expect(toAppConfig(config, 'app.config.json')).toEqual(config);
  });

  test.each([
    ['name', 'Random App', 'lower-case letters, digits and hyphens'],
    ['stage', '', "lower-case letters, digits and hyphens, such as 'dev' or 'prod'"],
    ['region', 'us-east', "an AWS region such as 'us-east-1'"],
    ['lint', 'yes', 'true or false'],
    ['siteHost', 'https://www.example.com', 'a host in lower case'],
  ])('fails for %s %j', (key, value, expected) => {
    expect(() => toAppConfig({ ...CONFIG, [key]: value }, 'app.config.json')).toThrow(
      `AppConfigInvalid: '${key}' in 'app.config.json' is "${value}", write ${expected}`,
    );
  });

  test('fails for a key that is missing', () => {
    expect(() => toAppConfig({ ...CONFIG, region: undefined }, 'app.config.json')).toThrow(
      "AppConfigInvalid: 'region' in 'app.config.json' is missing, write an AWS region",
    );
  });

  test('fails for a key that nobody reads', () => {
    expect(() => toAppConfig({ ...CONFIG, regoin: 'us-east-1' }, 'app.config.json')).toThrow(
      "AppConfigInvalid: 'regoin' in 'app.config.json' is not known, use name, stage, region, lint, siteHost",
    );
  });

  test.each([[[]], [null], ['text']])('fails for %j, which is no object', (value) => {
    expect(() => toAppConfig(value, 'app.config.json')).toThrow(
      "AppConfigInvalid: 'app.config.json' holds no JSON object",
    );
  });

  test('fails for a file that is not there', () => {
    expect(() => readAppConfig(new URL('missing.json', import.meta.url))).toThrow(
      /^AppConfigInvalid: '.*missing\.json' cannot be read as JSON$/,
    );
  });
});

import { describe, expect, test } from 'vitest';
import { readCommand } from '../src/cli-options';

describe('readCommand', () => {
  test('start alone has every default', () => {
    expect(readCommand(['start'])).toEqual({
      name: 'start',
      json: false,
      options: {
        throttled: true,
        trailingSlash: '404',
        parameters: {},
        endpoints: {},
        functions: {},
      },
    });
  });

  test('reads every option of start', () => {
    const command = readCommand(
      [
        'start --assembly out --stack A --stack B --port 0 --state .state --seed users.json',
        '--web-origin https://site.example:8443 --https --no-throttle --trailing-slash match',
        '--parameter Colour=blue=green --parameter Size= --endpoint DYNAMODB=http://localhost:8000',
        '--function Fn=python3 --without-threat-protection',
        '--json',
      ]
        .join(' ')
        .split(' '),
    );

    expect(command).toEqual({
      name: 'start',
      json: true,
      options: {
        assembly: 'out',
        stacks: ['A', 'B'],
        port: 0,
        stateDirectory: '.state',
        seed: 'users.json',
        webOrigin: 'https://site.example:8443',
        https: true,
        throttled: false,
        trailingSlash: 'match',
        parameters: { Colour: 'blue=green', Size: '' },
        endpoints: { DYNAMODB: 'http://localhost:8000' },
        functions: { Fn: 'python3' },
        withoutThreatProtection: true,
      },
    });
  });

  test('dev takes the options of start, and what synthesizes and what serves pages', () => {
    expect(readCommand(['dev', '--app', 'tsx a.ts', '--web', 'vite', '--port', '1'])).toEqual({
      name: 'dev',
      app: 'tsx a.ts',
      web: 'vite',
      options: expect.objectContaining({ port: 1, throttled: true }),
    });
  });

  test.each([
    ['--help', 'help'],
    ['start --help', 'help'],
    ['--version', 'version'],
  ])('%s asks for %s', (line, name) => {
    expect(readCommand(line.split(' '))).toEqual({ name });
  });

  test.each<[string, string]>([
    ['', 'no command is given'],
    ['develop', "'develop' is no command"],
    ['start now', "'now' is no command"],
    ['start --port x', "--port 'x' is not a number from 0 to 65535"],
    ['start --port 65536', "--port '65536' is not a number from 0 to 65535"],
    ['start --port=-1', "--port '-1' is not a number from 0 to 65535"],
    ['start --port 1e3', "--port '1e3' is not a number from 0 to 65535"],
    ['start --trailing-slash maybe', "--trailing-slash 'maybe' is not known"],
    [
      'start --web-origin http://site.example/',
      "--web-origin 'http://site.example/' is not an origin such as http://localhost:5173",
    ],
    [
      'start --web-origin ftp://site.example',
      "--web-origin 'ftp://site.example' is not an origin such as http://localhost:5173",
    ],
    ['start --parameter Colour', "--parameter 'Colour' is not KEY=VALUE"],
    ['start --parameter =blue', "--parameter '=blue' is not KEY=VALUE"],
    [
      'start --endpoint dynamodb=http://localhost:8000',
      "--endpoint 'dynamodb' is neither a service such as DYNAMODB nor an origin",
    ],
    [
      'start --endpoint https://site.example/a=http://localhost:1',
      "--endpoint 'https://site.example/a' is neither a service such as DYNAMODB nor an origin",
    ],
    [
      'start --endpoint https://site.example=http://localhost:1/a',
      "--endpoint https://site.example='http://localhost:1/a' is not an origin",
    ],
    ['start --web vite', '--web is no option of start'],
    ['dev --assembly out', '--assembly is no option of dev'],
    ['start --function Fn', "--function 'Fn' is not KEY=VALUE"],
    ['start --function Fn=', '--function Fn= names no command'],
    ['start --endpoint S3=localhost', "--endpoint S3='localhost' is not a URL"],
    ['start --unknown', "unknown option '--unknown'"],
    ['start --port', "option '--port <value>' argument missing"],
    ['start --json=yes', "option '--json' does not take an argument"],
  ])('fails for "%s" in one line', (line, message) => {
    const args = line === '' ? [] : line.split(' ');

    expect(() => readCommand(args)).toThrow(
      expect.objectContaining({
        code: 'Usage',
        message: expect.stringContaining(message),
        resolution: "see 'secured-api-local --help'",
      }),
    );
    expect(() => readCommand(args)).toThrow(/^.+$/);
  });
});

import { readFileSync } from 'node:fs';
import { fromBase32 } from './cognito-idp/mfa/totp';
import { LocalRuntimeError } from './support/local-runtime-error';
import type { NewUser } from './test-users';

const isText = (value: unknown): value is string => typeof value === 'string';

/** Each field of a user, and what it holds. */
const FIELDS: Readonly<Record<keyof NewUser, (value: unknown) => boolean>> = {
  username: (value) => isText(value) && value !== '',
  password: (value) => isText(value) && value !== '',
  attributes: (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(isText),
  groups: (value) => Array.isArray(value) && value.every(isText),
  totp: (value) => isText(value) && fromBase32(value) !== undefined,
  confirmed: (value) => typeof value === 'boolean',
};

/**
 * Reads the users of a seed file: a JSON list of what `createUser` takes.
 *
 * @throws LocalRuntimeError `BrokenSeed` naming the entry and its field, never a value
 */
export function readSeed(file: string): readonly NewUser[] {
  const users = parse(file);
  if (!Array.isArray(users)) throw broken(file, 'is not a list');
  users.forEach((user: unknown, index) => {
    const fault = userFault(user);
    if (fault !== undefined) throw broken(file, `has ${fault} in entry ${index}`);
  });
  return users;
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    // The parser's own text quotes the file, passwords included.
    throw broken(file, error instanceof SyntaxError ? 'is not JSON' : 'cannot be read');
  }
}

/** Whether a value is what `createUser` takes. */
export function isNewUser(value: unknown): value is NewUser {
  return userFault(value) === undefined;
}

/** What keeps a value from being a user, in words that follow 'has'. */
export function userFault(user: unknown): string | undefined {
  if (typeof user !== 'object' || user === null || Array.isArray(user)) return 'no user';
  const given = new Map<string, unknown>(Object.entries(user));
  const unknown = [...given.keys()].find((name) => !Object.hasOwn(FIELDS, name));
  if (unknown !== undefined) return `an unknown field '${unknown}'`;
  const wrong = Object.entries(FIELDS).find(([name, isValid]) =>
    given.has(name) ? !isValid(given.get(name)) : name === 'username' || name === 'password',
  );
  return wrong && `no valid '${wrong[0]}'`;
}

function broken(file: string, fault: string): LocalRuntimeError {
  return new LocalRuntimeError(
    'BrokenSeed',
    `the seed '${file}' ${fault}`,
    'write a list such as [{ "username": "ada@example.com", "password": "..." }], with attributes, ' +
      'groups, totp and confirmed as createUser takes them',
  );
}

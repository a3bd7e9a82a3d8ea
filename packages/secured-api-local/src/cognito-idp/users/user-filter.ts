import { invalidParameter } from '../../aws-endpoint/operation-input';
import { attributesOf, type User } from './user';

const SEARCHABLE = [
  'username',
  'email',
  'phone_number',
  'name',
  'given_name',
  'family_name',
  'preferred_username',
  'cognito:user_status',
  'status',
  'sub',
];

/**
 * Reads the `Filter` of `ListUsers`: an attribute, `=` or `^=`, and a value in quotes.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function readUserFilter(filter: string | undefined): (user: User) => boolean {
  if (filter === undefined || filter.trim() === '') return () => true;
  const [, name = '', operator, quoted = ''] =
    /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(filter) ?? [];
  if (operator === undefined) throw invalidParameter('Error while parsing filter.');
  if (!SEARCHABLE.includes(name)) {
    throw invalidParameter('One or more requested attributes do not exist or are not searchable.');
  }
  const value = quoted.replace(/\\(.)/g, '$1');
  return (user) => {
    const actual = searchedValue(user, name);
    return operator === '=' ? actual === value : actual?.startsWith(value) === true;
  };
}

function searchedValue(user: User, name: string): string | undefined {
  if (name === 'username') return user.username;
  if (name === 'cognito:user_status') return user.status;
  if (name === 'status') return user.enabled ? 'Enabled' : 'Disabled';
  return attributesOf(user)[name];
}

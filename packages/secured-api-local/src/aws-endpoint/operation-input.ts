import { AwsError } from '../support/aws-error';

/** An operation's input, as the wire said. */
export type Input = Readonly<Record<string, unknown>>;

/** How long a member may be. */
export interface Length {
  readonly min?: number;
  readonly max?: number;
}

/** AWS's lengths of the members that several operations share. */
export const LENGTHS: Readonly<Record<string, Length>> = {
  ClientId: { min: 1, max: 128 },
  UserPoolId: { min: 1, max: 55 },
  Username: { min: 1, max: 128 },
  Password: { max: 256 },
  ConfirmationCode: { min: 1, max: 2048 },
  GroupName: { min: 1, max: 128 },
  DeviceKey: { min: 1, max: 55 },
  DeviceName: { min: 1, max: 1024 },
};

/** A text that must be there. */
export function requiredText(input: Input, member: string): string {
  const text = optionalText(input, member);
  if (text === undefined) throw invalidMember(member, 'Member must not be null');
  return text;
}

/** A text that may be left out. */
export function optionalText(input: Input, member: string): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw serialization();
  const { min = 0, max = 131_072 } = LENGTHS[member] ?? {};
  if (value.length < min) {
    throw invalidMember(member, `Member must have length greater than or equal to ${min}`);
  }
  if (value.length > max) {
    throw invalidMember(member, `Member must have length less than or equal to ${max}`);
  }
  return value;
}

/** A map of texts, empty where it is left out; an entry that is `null` is left out as well. */
export function textMap(input: Input, member: string): Readonly<Record<string, string>> {
  const value = input[member];
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw serialization();
  const entries = Object.entries(value).filter(([, text]) => text !== null);
  if (!entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')) {
    throw serialization();
  }
  return Object.fromEntries(entries);
}

/** A list of texts, empty where it is left out. */
export function textList(input: Input, member: string): readonly string[] {
  const value = input[member] ?? [];
  const isText = (item: unknown): item is string => typeof item === 'string';
  if (!Array.isArray(value) || !value.every(isText)) throw serialization();
  return value;
}

/** A truth value, false where it is left out. */
export function flag(input: Input, member: string): boolean {
  const value = input[member] ?? false;
  if (typeof value !== 'boolean') throw serialization();
  return value;
}

/** A truth value that may be left out. */
export function optionalFlag(input: Input, member: string): boolean | undefined {
  return input[member] === undefined || input[member] === null ? undefined : flag(input, member);
}

/** A number that may be left out. */
export function optionalNumber(input: Input, member: string): number | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number') throw serialization();
  return value;
}

/** A structure that may be left out. */
export function objectMember(input: Input, member: string): Input | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) throw serialization();
  return Object.fromEntries(Object.entries(value));
}

/** A list of `Name` and `Value`, as one record; the last of a name wins. */
export function attributeList(input: Input, member: string): Readonly<Record<string, string>> {
  const list = input[member] ?? [];
  if (!Array.isArray(list)) throw serialization();
  return Object.fromEntries(list.map((item) => nameAndValue(item)));
}

function nameAndValue(item: unknown): [string, string] {
  if (typeof item !== 'object' || item === null) throw serialization();
  const { Name: name, Value: value = '' } = item as { Name?: unknown; Value?: unknown };
  if (typeof name !== 'string' || typeof value !== 'string') throw serialization();
  if (value.length > 2048) {
    throw invalidMember('value', 'Member must have length less than or equal to 2048');
  }
  return [name, value];
}

/** `InvalidParameterException` with a text of AWS's. */
export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

/** AWS's words for a member that breaks a constraint of its shape; values are never quoted. */
function invalidMember(member: string, constraint: string): AwsError {
  const name = `${member.charAt(0).toLowerCase()}${member.slice(1)}`;
  return invalidParameter(
    `1 validation error detected: Value at '${name}' failed to satisfy constraint: ${constraint}`,
  );
}

function serialization(): AwsError {
  return new AwsError('SerializationException', 'Unexpected value type in payload');
}

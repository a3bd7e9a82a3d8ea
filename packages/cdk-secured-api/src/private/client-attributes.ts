import { ClientAttributes, type StandardAttributesMask } from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import type { AppClientOptions } from '../app-client-options';
import { refusal } from './refusal';

/** What a client's lists are checked against. */
export interface PoolAttributes {
  /** Custom attributes by their full names, such as `custom:tenant`. */
  readonly custom: readonly string[];
  /** Standard attributes that every user has. */
  readonly required: readonly string[];
}

/** Every standard attribute that a user may write. */
const WRITABLE: StandardAttributesMask = {
  address: true,
  birthdate: true,
  email: true,
  familyName: true,
  fullname: true,
  gender: true,
  givenName: true,
  lastUpdateTime: true,
  locale: true,
  middleName: true,
  nickname: true,
  phoneNumber: true,
  preferredUsername: true,
  profilePage: true,
  profilePicture: true,
  timezone: true,
  website: true,
};

/** That an address is verified is what Cognito says, never a user. */
const READABLE: StandardAttributesMask = {
  ...WRITABLE,
  emailVerified: true,
  phoneNumberVerified: true,
};

/**
 * The lists of a client, both written out: what an absent one means is read in two ways.
 *
 * Fails for a list that Cognito refuses.
 */
export function clientAttributesOf(
  options: AppClientOptions,
  { custom, required }: PoolAttributes,
  scope: IConstruct,
): Required<Pick<AppClientOptions, 'readAttributes' | 'writeAttributes'>> {
  const writable = new ClientAttributes().withStandardAttributes(WRITABLE);
  const readable = new ClientAttributes()
    .withStandardAttributes(READABLE)
    .withCustomAttributes(...custom);
  const { readAttributes = readable, writeAttributes = writable } = options;
  assertKnown('readAttributes', readAttributes, readable.attributes(), scope);
  assertKnown('writeAttributes', writeAttributes, [...writable.attributes(), ...custom], scope);
  const missing = required.find((name) => !writeAttributes.attributes().includes(name));
  if (missing === undefined) return { readAttributes, writeAttributes };
  throw refusal(
    'RequiredAttributeNotWritable',
    `writeAttributes lacks '${missing}', without which nobody can sign up: standardAttributes ` +
      'requires it, add it or require it no more',
    scope,
  );
}

function assertKnown(
  prop: string,
  given: ClientAttributes,
  known: readonly string[],
  scope: IConstruct,
): void {
  const unknown = given.attributes().find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const why = unknown.endsWith('_verified')
    ? 'which Cognito alone writes: leave it out'
    : 'which is not among the customAttributes: add it there or leave it out';
  throw refusal('AttributeNotFound', `${prop} names '${unknown}', ${why}`, scope);
}

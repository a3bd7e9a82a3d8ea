import type { SchemaAttribute } from './user-pool-settings';

const WRITABLE = [
  'address',
  'birthdate',
  'email',
  'family_name',
  'gender',
  'given_name',
  'locale',
  'middle_name',
  'name',
  'nickname',
  'phone_number',
  'picture',
  'preferred_username',
  'profile',
  'updated_at',
  'website',
  'zoneinfo',
] as const;

/** What a client may write where its template has no list. */
export const STANDARD_WRITABLE_ATTRIBUTES: readonly string[] = WRITABLE;

/** What a client may read where its template has no list. */
export const STANDARD_READABLE_ATTRIBUTES: readonly string[] = [
  ...WRITABLE,
  'email_verified',
  'phone_number_verified',
];

/** The attributes that every pool has, before its template says otherwise. */
export const STANDARD_SCHEMA: readonly SchemaAttribute[] = [
  { name: 'sub', type: 'String', required: true, mutable: false, minLength: 1, maxLength: 2048 },
  ...WRITABLE.map((name) => standardAttribute(name)),
  { name: 'email_verified', type: 'Boolean', required: false, mutable: true },
  { name: 'phone_number_verified', type: 'Boolean', required: false, mutable: true },
];

function standardAttribute(name: string): SchemaAttribute {
  if (name === 'updated_at') {
    return { name, type: 'Number', required: false, mutable: true, minValue: 0 };
  }
  const length = name === 'birthdate' ? { minLength: 10, maxLength: 10 } : { maxLength: 2048 };
  return { name, type: 'String', required: false, mutable: true, ...length };
}

import { invalidParameter } from '../../aws-endpoint/operation-input';
import { AwsError } from '../../support/aws-error';
import type {
  SchemaAttribute,
  UserPoolClientSettings,
  UserPoolSettings,
} from '../pool/user-pool-settings';

/** Attributes as a caller gave them. */
export type Attributes = Readonly<Record<string, string>>;

/**
 * Checks that a client may write these attributes.
 *
 * @throws AwsError `NotAuthorizedException`
 */
export function assertWritable(attributes: Attributes, client: UserPoolClientSettings): void {
  if (Object.keys(attributes).every((name) => client.writeAttributes.includes(name))) return;
  throw new AwsError(
    'NotAuthorizedException',
    'A client attempted to write unauthorized attribute',
  );
}

/**
 * Checks attributes against the pool's schema.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function assertAttributes(attributes: Attributes, pool: UserPoolSettings): void {
  for (const [name, value] of Object.entries(attributes)) {
    const schema = pool.schema.find((attribute) => attribute.name === name);
    if (schema === undefined || name === 'sub') {
      throw nonconforming(`Type for attribute {${name}} could not be determined`);
    }
    assertValue(schema, value);
  }
}

/**
 * Checks that every attribute that the schema requires is there.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function assertRequired(attributes: Attributes, pool: UserPoolSettings): void {
  const missing = pool.schema.find(
    ({ name, required }) => required && name !== 'sub' && !attributes[name],
  );
  if (missing !== undefined) throw nonconforming(`${missing.name}: The attribute is required`);
}

/**
 * Checks that no attribute changes that the schema fixes.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function assertMutable(
  changes: Attributes,
  before: Attributes,
  pool: UserPoolSettings,
): void {
  for (const { name, mutable } of pool.schema) {
    const isChange = changes[name] !== undefined && before[name] !== undefined;
    if (!mutable && isChange) {
      throw invalidParameter(`user.${name}: Attribute cannot be updated.`);
    }
  }
}

function assertValue(schema: SchemaAttribute, value: string): void {
  if (schema.name === 'email' && value !== '' && !isEmail(value)) {
    throw invalidParameter('Invalid email address format.');
  }
  if (schema.name === 'phone_number' && value !== '' && !isPhoneNumber(value)) {
    throw invalidParameter('Invalid phone number format.');
  }
  const complaint =
    schema.type === 'String' ? lengthComplaint(schema, value) : typeComplaint(schema, value);
  if (complaint !== undefined) throw nonconforming(`${schema.name}: ${complaint}`);
}

function lengthComplaint({ minLength = 0, maxLength }: SchemaAttribute, value: string) {
  if (value !== '' && value.length < minLength) return 'String is too short';
  if (maxLength !== undefined && value.length > maxLength) return 'String is too long';
  return undefined;
}

function typeComplaint(schema: SchemaAttribute, value: string): string | undefined {
  if (schema.type === 'Boolean') {
    return ['true', 'false'].includes(value) ? undefined : 'Attribute value must be true or false';
  }
  const number = Number(value);
  if (!/^-?\d+$/.test(value)) return 'Attribute value must be a number';
  if (schema.minValue !== undefined && number < schema.minValue) return 'Number is too small';
  if (schema.maxValue !== undefined && number > schema.maxValue) return 'Number is too large';
  return undefined;
}

/** Whether `text` has the form of an e-mail address that Cognito takes. */
export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text) && text.length <= 254;
}

/** Whether `text` is a phone number of E.164. */
export function isPhoneNumber(text: string): boolean {
  return /^\+[1-9]\d{1,14}$/.test(text);
}

function nonconforming(detail: string): AwsError {
  return invalidParameter(`Attributes did not conform to the schema: ${detail}\n`);
}

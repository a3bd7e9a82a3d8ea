import type { Operation } from '../aws-endpoint/operation';
import { type Input, optionalText } from '../aws-endpoint/operation-input';
import { durably } from '../aws-endpoint/public-operation';
import type { Foundation } from '../foundation';
import type { Context } from '../iam/context';
import type { ResourceGuard } from '../sts/authorize';
import { AwsError } from '../support/aws-error';
import type { EncryptionContext, Key } from './key';
import type { Keys } from './keys';
import { keyDisabled, keyNotFound } from './kms-errors';
import { assertPlainCall, encryptionContext, requiredKeyId } from './kms-input';

/** What the operations of KMS work with. */
export interface KmsBackend extends Pick<Foundation, 'environment' | 'random' | 'store'> {
  readonly keys: Keys;
}

/** What an operation does with a key that its caller may use. */
export type RunKeyOperation = (key: Key, input: Input) => unknown;

/** What an operation encrypts or decrypts with a key that its caller may use. */
export type RunCrypto = (key: Key, input: Input, context: EncryptionContext) => unknown;

/** The key that `KeyId` names. */
export const namedKey =
  ({ keys }: KmsBackend) =>
  (input: Input): Key => {
    const keyId = requiredKeyId(input);
    const key = keys.find(keyId);
    if (key === undefined) throw keyNotFound(keyId);
    return key;
  };

/** An operation on a key, and the condition keys that it alone has. */
interface KeyOperation {
  readonly name: string;
  readonly keyOf: (input: Input) => Key;
  readonly run: RunKeyOperation;
  readonly conditionKeys?: (input: Input) => Context;
}

/** An operation that the key's policy, and most often an identity's, has to allow on the key. */
export function keyOperation(
  backend: KmsBackend,
  { name, keyOf, run, conditionKeys = () => ({}) }: KeyOperation,
): Operation {
  return {
    name,
    access: {
      kind: 'iam',
      action: `kms:${name}`,
      resource: (input) => keyOf(input).arn,
      guard: (input) => {
        const key = keyOf(input);
        return guardOf(key, { ...contextOf(backend, key, input), ...conditionKeys(input) });
      },
    },
    run: durably(backend.store, (input) => run(keyOf(input), input)),
  };
}

/** An operation that uses a key's material, which a disabled key does not lend. */
export function cryptoOperation(
  backend: KmsBackend,
  name: string,
  keyOf: (input: Input) => Key,
  run: RunCrypto,
): Operation {
  return keyOperation(backend, {
    name,
    keyOf,
    conditionKeys: cryptoContext,
    run: (key, input) => {
      if (!key.enabled) throw keyDisabled(key);
      assertPlainCall(input);
      return run(key, input, encryptionContext(input));
    },
  });
}

function guardOf(key: Key, context: Context): ResourceGuard {
  if ('unreadable' in key.policy) {
    const why = `the policy of ${key.arn} cannot be read here: ${key.policy.unreadable}`;
    throw new AwsError('AccessDeniedException', 'The key policy allows this to nobody.').because(
      why,
    );
  }
  return {
    policy: { name: `policy of key ${key.id}`, document: key.policy },
    context,
  };
}

/**
 * The condition keys of a call of KMS; services that call on somebody's behalf are not there.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
function contextOf({ keys, environment }: KmsBackend, key: Key, input: Input): Context {
  const { accountId } = environment;
  const requested = /(^|:)(alias\/.*)/.exec(optionalText(input, 'KeyId') ?? '')?.[2];
  const aliases = keys.aliasesOf(key);
  return {
    'aws:ResourceAccount': accountId,
    ...prefixed('aws:ResourceTag/', key.tags),
    ...(requested !== undefined && { 'kms:RequestAlias': requested }),
    ...(aliases.length > 0 && { 'kms:ResourceAliases': aliases }),
    'kms:CallerAccount': accountId,
    'kms:KeyOrigin': 'AWS_KMS',
    'kms:KeySpec': 'SYMMETRIC_DEFAULT',
    'kms:KeyUsage': 'ENCRYPT_DECRYPT',
    'kms:MultiRegion': String(key.isMultiRegion),
  };
}

/** What only a call that encrypts or decrypts has: any other does not bind what it is told. */
function cryptoContext(input: Input): Context {
  const context = encryptionContext(input);
  const bound = Object.keys(context);
  return {
    ...prefixed('kms:EncryptionContext:', context),
    ...(bound.length > 0 && { 'kms:EncryptionContextKeys': bound }),
    'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT',
  };
}

function prefixed(prefix: string, texts: Readonly<Record<string, string>>): Context {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [prefix + name, text]));
}

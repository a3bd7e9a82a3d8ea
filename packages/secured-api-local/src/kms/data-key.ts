import { type Input, optionalNumber, optionalText } from '../aws-endpoint/operation-input';
import { AwsError } from '../support/aws-error';
import type { EncryptionContext, Key } from './key';
import type { KmsBackend } from './key-operation';
import { invalid } from './kms-errors';

const BYTES: Readonly<Record<string, number>> = { AES_128: 16, AES_256: 32 };
const MAX_BYTES = 1024;

/** A key to encrypt with elsewhere, as it is and encrypted under a key of KMS. */
export interface DataKey {
  readonly plaintext: Buffer;
  readonly ciphertext: Buffer;
}

/** Makes a data key of the length that the input asks for. */
export function newDataKey(
  { keys, random }: KmsBackend,
  key: Key,
  input: Input,
  context: EncryptionContext,
): DataKey {
  const plaintext = random.bytes(lengthOf(input));
  return { plaintext, ciphertext: keys.encrypt(key, plaintext, context) };
}

function lengthOf(input: Input): number {
  const spec = optionalText(input, 'KeySpec');
  const given = optionalNumber(input, 'NumberOfBytes');
  if ((spec === undefined) === (given === undefined)) {
    throw new AwsError('ValidationException', 'Please specify either number of bytes or key spec.');
  }
  const length = spec === undefined ? given : BYTES[spec];
  if (length === undefined) {
    throw invalid('keySpec', 'Member must satisfy enum value set: [AES_256, AES_128]');
  }
  if (!Number.isInteger(length) || length < 1 || length > MAX_BYTES) {
    throw invalid('numberOfBytes', `Member must be between 1 and ${MAX_BYTES}`);
  }
  return length;
}

import type { Operation } from '../../aws-endpoint/operation';
import { type Input, optionalText } from '../../aws-endpoint/operation-input';
import type { Key } from '../key';
import { cryptoOperation, type KmsBackend, namedKey } from '../key-operation';
import { incorrectKey, invalidCiphertext } from '../kms-errors';
import { requiredBytes } from '../kms-input';

const MAX_CIPHERTEXT_BYTES = 6144;

/** `Decrypt`: gives back what was encrypted under a key with the same encryption context. */
export function decrypt(backend: KmsBackend): Operation {
  const { keys } = backend;
  const ciphertextOf = (input: Input): Buffer =>
    requiredBytes(input, 'CiphertextBlob', MAX_CIPHERTEXT_BYTES);
  const keyOf = (input: Input): Key => {
    if (optionalText(input, 'KeyId') !== undefined) return namedKey(backend)(input);
    const key = keys.keyOf(ciphertextOf(input));
    if (key === undefined) throw invalidCiphertext();
    return key;
  };
  return cryptoOperation(backend, 'Decrypt', keyOf, (key, input, context) => {
    const ciphertext = ciphertextOf(input);
    const encryptedUnder = keys.keyOf(ciphertext);
    if (encryptedUnder !== undefined && encryptedUnder !== key) throw incorrectKey();
    const plaintext = keys.decrypt(key, ciphertext, context);
    if (plaintext === undefined) throw invalidCiphertext();
    return {
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      KeyId: key.arn,
      Plaintext: plaintext.toString('base64'),
    };
  });
}

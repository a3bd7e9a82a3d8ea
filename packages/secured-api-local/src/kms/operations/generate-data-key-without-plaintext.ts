import type { Operation } from '../../aws-endpoint/operation';
import { newDataKey } from '../data-key';
import { cryptoOperation, type KmsBackend, namedKey } from '../key-operation';

const NAME = 'GenerateDataKeyWithoutPlaintext';

/** `GenerateDataKeyWithoutPlaintext`: a key to encrypt with later, encrypted under a key. */
export function generateDataKeyWithoutPlaintext(backend: KmsBackend): Operation {
  return cryptoOperation(backend, NAME, namedKey(backend), (key, input, context) => ({
    CiphertextBlob: newDataKey(backend, key, input, context).ciphertext.toString('base64'),
    KeyId: key.arn,
  }));
}

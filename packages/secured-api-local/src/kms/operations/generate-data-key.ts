import type { Operation } from '../../aws-endpoint/operation';
import { newDataKey } from '../data-key';
import { cryptoOperation, type KmsBackend, namedKey } from '../key-operation';

/** `GenerateDataKey`: a key to encrypt with elsewhere, and the same encrypted under a key. */
export function generateDataKey(backend: KmsBackend): Operation {
  return cryptoOperation(backend, 'GenerateDataKey', namedKey(backend), (key, input, context) => {
    const { plaintext, ciphertext } = newDataKey(backend, key, input, context);
    return {
      CiphertextBlob: ciphertext.toString('base64'),
      KeyId: key.arn,
      Plaintext: plaintext.toString('base64'),
    };
  });
}

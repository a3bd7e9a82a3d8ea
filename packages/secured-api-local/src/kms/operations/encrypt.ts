import type { Operation } from '../../aws-endpoint/operation';
import { cryptoOperation, type KmsBackend, namedKey } from '../key-operation';
import { requiredBytes } from '../kms-input';

const MAX_PLAINTEXT_BYTES = 4096;

/** `Encrypt`: encrypts up to 4 KB under a key. */
export function encrypt(backend: KmsBackend): Operation {
  return cryptoOperation(backend, 'Encrypt', namedKey(backend), (key, input, context) => {
    const plaintext = requiredBytes(input, 'Plaintext', MAX_PLAINTEXT_BYTES);
    return {
      CiphertextBlob: backend.keys.encrypt(key, plaintext, context).toString('base64'),
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      KeyId: key.arn,
    };
  });
}

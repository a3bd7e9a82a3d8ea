import type { Operation } from '../../aws-endpoint/operation';
import type { Key } from '../key';
import { type KmsBackend, keyOperation, namedKey } from '../key-operation';

/** `DescribeKey`: what is known of a key, but for its material and its policy. */
export function describeKey(backend: KmsBackend): Operation {
  const { keys, environment } = backend;
  const run = (key: Key): unknown => ({
    KeyMetadata: {
      AWSAccountId: environment.accountId,
      Arn: key.arn,
      CreationDate: keys.createdAt(key) / 1000,
      CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
      Description: key.description,
      Enabled: key.enabled,
      EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
      KeyId: key.id,
      KeyManager: 'CUSTOMER',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyState: key.enabled ? 'Enabled' : 'Disabled',
      KeyUsage: 'ENCRYPT_DECRYPT',
      MultiRegion: key.isMultiRegion,
      Origin: 'AWS_KMS',
    },
  });
  return keyOperation(backend, { name: 'DescribeKey', keyOf: namedKey(backend), run });
}

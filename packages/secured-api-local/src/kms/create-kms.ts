import type { AwsService } from '../aws-endpoint/operation';
import type { KmsBackend } from './key-operation';
import { decrypt } from './operations/decrypt';
import { describeKey } from './operations/describe-key';
import { encrypt } from './operations/encrypt';
import { generateDataKey } from './operations/generate-data-key';
import { generateDataKeyWithoutPlaintext } from './operations/generate-data-key-without-plaintext';

const OPERATIONS = [
  decrypt,
  describeKey,
  encrypt,
  generateDataKey,
  generateDataKeyWithoutPlaintext,
];

/** Makes KMS, as far as functions and user pools use it. */
export function createKms(backend: KmsBackend): AwsService {
  return {
    targetPrefix: 'TrentService',
    signingName: 'kms',
    operations: OPERATIONS.map((operation) => operation(backend)),
  };
}

import { flag, type Input, optionalText, textMap } from '../aws-endpoint/operation-input';
import { AwsError } from '../support/aws-error';
import type { EncryptionContext } from './key';
import { invalid } from './kms-errors';

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** The `KeyId` that must be there. */
export function requiredKeyId(input: Input): string {
  const keyId = optionalText(input, 'KeyId');
  if (keyId === undefined) throw invalid('keyId', 'Member must not be null');
  return keyId;
}

/** Bytes that must be there, from Base64. */
export function requiredBytes(input: Input, member: string, maximum: number): Buffer {
  const name = `${member.charAt(0).toLowerCase()}${member.slice(1)}`;
  const text = optionalText(input, member);
  if (text === undefined) throw invalid(name, 'Member must not be null');
  if (!BASE64.test(text)) throw new AwsError('SerializationException', 'Invalid base64');
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 0) throw invalid(name, 'Member must have length greater than or equal to 1');
  if (bytes.length > maximum) {
    throw invalid(name, `Member must have length less than or equal to ${maximum}`);
  }
  return bytes;
}

/**
 * The encryption context of a call.
 *
 * Condition keys are found in any case, so that names which differ in it alone could show a policy
 * another value than the one that is bound.
 */
export function encryptionContext(input: Input): EncryptionContext {
  const context = textMap(input, 'EncryptionContext');
  const names = Object.keys(context).map((name) => name.toLowerCase());
  if (new Set(names).size < names.length) {
    throw invalid('encryptionContext', 'Member must not have keys that differ in case alone');
  }
  return context;
}

/** Stops at what would change the answer and is not modelled, or asks for none. */
export function assertPlainCall(input: Input): void {
  const algorithm = optionalText(input, 'EncryptionAlgorithm') ?? 'SYMMETRIC_DEFAULT';
  if (algorithm !== 'SYMMETRIC_DEFAULT') {
    throw new AwsError(
      'InvalidKeyUsageException',
      'the algorithm of a symmetric key is SYMMETRIC_DEFAULT',
    );
  }
  if (input.Recipient !== undefined && input.Recipient !== null) {
    throw new AwsError('UnsupportedOperationException', 'Recipient is not supported here');
  }
  if (flag(input, 'DryRun')) {
    throw new AwsError(
      'DryRunOperationException',
      'The request would have succeeded, but the DryRun option is set.',
      412,
    );
  }
}

import { AwsError } from '../support/aws-error';
import type { Key } from './key';

/** A value that breaks a constraint of its member; what was given is never quoted. */
export function invalid(member: string, constraint: string): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

/** A name that no key of the template has. */
export function keyNotFound(keyId: string): AwsError {
  const text = keyId.includes('alias/')
    ? `Alias ${keyId} is not found.`
    : `Key '${keyId}' does not exist`;
  return new AwsError('NotFoundException', text).because(
    'only symmetric keys of the template are here',
  );
}

/** Another key was named than the one that encrypted. */
export function incorrectKey(): AwsError {
  return new AwsError(
    'IncorrectKeyException',
    'The key ID in the request does not identify a CMK that can perform this operation.',
  );
}

/** What no key of here made, or not with this encryption context. */
export function invalidCiphertext(): AwsError {
  return new AwsError('InvalidCiphertextException', '').because(
    'the ciphertext, its key or the encryption context is not that of an encryption here',
  );
}

export function keyDisabled({ arn }: Key): AwsError {
  return new AwsError('DisabledException', `${arn} is disabled.`);
}

import { invalidParameter } from '../../aws-endpoint/operation-input';
import type { VerifiableAttribute } from './user-pool-settings';

/**
 * The attribute that a name stands for, if a code can prove it.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function verifiableAttribute(name: string): VerifiableAttribute {
  if (name === 'email' || name === 'phone_number') return name;
  throw invalidParameter('Only email and phone_number attributes can be verified.');
}

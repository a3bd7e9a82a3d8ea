import { invalidParameter } from '../../aws-endpoint/operation-input';

/**
 * One of the texts that a flow or a challenge takes.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function requiredParameter(
  parameters: Readonly<Record<string, string>>,
  name: string,
): string {
  const value = parameters[name];
  if (value === undefined || value === '') {
    throw invalidParameter(`Missing required parameter ${name}`);
  }
  return value;
}

import {
  type Input,
  invalidParameter,
  optionalNumber,
  optionalText,
} from '../../aws-endpoint/operation-input';
import type { UserPoolGroupSettings } from '../pool/user-pool-settings';
import type { Groups } from '../users/groups';

/**
 * A group with what an operation's input says of it; what the input leaves out stays.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function withGroupInput(group: UserPoolGroupSettings, input: Input): UserPoolGroupSettings {
  const precedence = optionalNumber(input, 'Precedence') ?? group.precedence;
  if (precedence !== undefined && (!Number.isInteger(precedence) || precedence < 0)) {
    throw invalidParameter(
      "1 validation error detected: Value at 'precedence' failed to satisfy constraint: Member must have value greater than or equal to 0",
    );
  }
  return {
    ...group,
    description: optionalText(input, 'Description') ?? group.description,
    precedence,
    roleArn: optionalText(input, 'RoleArn') ?? group.roleArn,
  };
}

/**
 * Checks that an operation may change a group: the template alone changes its own.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function assertOwnGroup(groups: Groups, group: UserPoolGroupSettings): void {
  if (!groups.isOfTemplate(group)) return;
  throw invalidParameter(`Group ${group.name} is of the template: change it there.`);
}

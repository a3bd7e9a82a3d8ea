import type { Foundation } from '../foundation';
import type { Roles } from '../iam/roles';
import { identityPolicy, RESOURCES_OF_POLICY } from './identity-policy';
import { generatedName, physicalId } from './physical-id';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

/** `AWS::IAM::ManagedPolicy`: a policy of its own, attached to the roles that it names. */
export function iamManagedPolicy(
  roles: Roles,
  { environment, random, store }: Pick<Foundation, 'environment' | 'random' | 'store'>,
): ResourceProvider {
  return {
    type: 'AWS::IAM::ManagedPolicy',
    modelled: ['ManagedPolicyName', 'Path', 'PolicyDocument', 'Roles'],
    ignorable: ['Description', 'Tags'],
    placeholders: [RESOURCES_OF_POLICY],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const suffix = physicalId(store, resource, () => random.characters(12));
      const name = reader.optionalText('ManagedPolicyName') ?? generatedName(resource, suffix, 128);
      const path = reader.optionalText('Path') ?? '/';
      const arn = `arn:${environment.partition}:iam::${environment.accountId}:policy${path}${name}`;
      const document = identityPolicy(reader.raw('PolicyDocument'), resource);
      roles.addManagedPolicy(arn, { name: resource.logicalId, document });
      for (const role of reader.texts('Roles')) {
        roles.attach(role, { name: resource.logicalId, document });
      }
      return { ref: arn, attributes: { PolicyArn: arn } };
    },
  };
}

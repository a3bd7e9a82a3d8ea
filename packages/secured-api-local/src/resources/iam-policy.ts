import type { Roles } from '../iam/roles';
import { identityPolicy, RESOURCES_OF_POLICY } from './identity-policy';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

/** `AWS::IAM::Policy`: an inline policy of the roles that it names. */
export function iamPolicy(roles: Roles): ResourceProvider {
  return {
    type: 'AWS::IAM::Policy',
    modelled: ['PolicyDocument', 'PolicyName', 'Roles'],
    ignorable: [],
    placeholders: [RESOURCES_OF_POLICY],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const name = reader.text('PolicyName');
      const document = identityPolicy(reader.raw('PolicyDocument'), resource);
      for (const role of reader.texts('Roles')) {
        roles.attach(role, { name: `${resource.logicalId}/${name}`, document });
      }
      return { ref: name, attributes: { Id: resource.logicalId } };
    },
  };
}

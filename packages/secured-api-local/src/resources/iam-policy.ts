import { parsePolicy } from '../iam/policy-document';
import type { Roles } from '../iam/roles';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

/** `AWS::IAM::Policy`: an inline policy of the roles that it names. */
export function iamPolicy(roles: Roles): ResourceProvider {
  return {
    type: 'AWS::IAM::Policy',
    modelled: ['PolicyDocument', 'PolicyName', 'Roles'],
    ignorable: [],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const name = reader.text('PolicyName');
      const document = parsePolicy(reader.raw('PolicyDocument'), 'identity');
      for (const role of reader.texts('Roles')) {
        roles.attach(role, { name: `${resource.logicalId}/${name}`, document });
      }
      return { ref: name, attributes: { Id: resource.logicalId } };
    },
  };
}

import type { UserPools } from '../cognito-idp/user-pools';
import type { Foundation } from '../foundation';
import { generatedName, physicalId } from './physical-id';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';
import { userPoolOf } from './user-pool-of';

/** `AWS::Cognito::UserPoolUserToGroupAttachment`: made once, after the users. */
export function cognitoUserPoolUserToGroupAttachment(
  userPools: Pick<UserPools, 'templateUsers' | 'pools'>,
  { random, store }: Pick<Foundation, 'random' | 'store'>,
): ResourceProvider {
  return {
    type: 'AWS::Cognito::UserPoolUserToGroupAttachment',
    modelled: ['GroupName', 'UserPoolId', 'Username'],
    ignorable: [],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const suffix = physicalId(store, resource, () => random.characters(12));
      userPools.templateUsers.addMembership({
        resource,
        input: {
          UserPoolId: userPoolOf(userPools, reader),
          Username: reader.text('Username'),
          GroupName: reader.text('GroupName'),
        },
      });
      return { ref: generatedName(resource, suffix, 128), attributes: {} };
    },
  };
}

import type { UserPools } from '../cognito-idp/user-pools';
import type { Foundation } from '../foundation';
import { generatedName, physicalId } from './physical-id';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';
import { userPoolOf } from './user-pool-of';

/** `AWS::Cognito::UserPoolUser`: made as `AdminCreateUser` makes one, once. */
export function cognitoUserPoolUser(
  userPools: Pick<UserPools, 'templateUsers' | 'pools'>,
  { random, store }: Pick<Foundation, 'random' | 'store'>,
): ResourceProvider {
  return {
    type: 'AWS::Cognito::UserPoolUser',
    modelled: [
      'ClientMetadata',
      'DesiredDeliveryMediums',
      'ForceAliasCreation',
      'MessageAction',
      'UserAttributes',
      'UserPoolId',
      'Username',
      'ValidationData',
    ],
    ignorable: [],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const suffix = physicalId(store, resource, () => random.characters(12));
      const name = reader.optionalText('Username') ?? generatedName(resource, suffix, 128);
      const action = reader.optionalText('MessageAction');
      if (action !== undefined && action !== 'SUPPRESS') {
        reader.refuse('MessageAction', "'SUPPRESS', or nothing: nobody is there to invite again");
      }
      userPools.templateUsers.addUser({
        resource,
        input: {
          UserPoolId: userPoolOf(userPools, reader),
          Username: name,
          UserAttributes: pairs(reader, 'UserAttributes'),
          ValidationData: pairs(reader, 'ValidationData'),
          ClientMetadata: reader.textMap('ClientMetadata'),
          DesiredDeliveryMediums: reader.texts('DesiredDeliveryMediums'),
          ForceAliasCreation: reader.optionalBoolean('ForceAliasCreation') ?? false,
          ...(action !== undefined && { MessageAction: action }),
        },
      });
      return { ref: name, attributes: {} };
    },
  };
}

/** Names and values; templates write numbers and booleans for texts, too. */
function pairs(reader: PropertyReader, name: string): { Name: string; Value: string }[] {
  return reader
    .objects(name)
    .map((pair) => ({ Name: pair.text('Name'), Value: String(pair.raw('Value') ?? '') }));
}

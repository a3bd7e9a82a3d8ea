import type { Foundation } from '../foundation';
import { physicalId } from './physical-id';
import type { ResourceProvider } from './provider';

/** `AWS::Cognito::ManagedLoginBranding`: looks, of which the local pages have their own. */
export function cognitoManagedLoginBranding({
  random,
  store,
}: Pick<Foundation, 'random' | 'store'>): ResourceProvider {
  return {
    type: 'AWS::Cognito::ManagedLoginBranding',
    modelled: [],
    ignorable: [
      'Assets',
      'ClientId',
      'ReturnMergedResources',
      'Settings',
      'UseCognitoProvidedValues',
      'UserPoolId',
    ],
    provision(resource) {
      const id = physicalId(store, resource, () => random.uuid());
      return { ref: id, attributes: { ManagedLoginBrandingId: id } };
    },
  };
}

import type { Foundation } from '../foundation';
import type { OidcProviders } from './oidc-providers';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

/** `AWS::IAM::OIDCProvider`: what identity pools trust by its ARN, with tokens of a stand-in. */
export function iamOidcProvider(
  oidcProviders: OidcProviders,
  { environment }: Pick<Foundation, 'environment'>,
): ResourceProvider {
  const { accountId, partition } = environment;
  return {
    type: 'AWS::IAM::OIDCProvider',
    modelled: ['ClientIdList', 'Url'],
    ignorable: ['Tags', 'ThumbprintList'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const url = reader.text('Url');
      if (!/^https:\/\/[^/?#]+(\/[^?#]*[^/?#])?$/.test(url)) {
        reader.refuse('Url', 'an https URL without a slash at its end');
      }
      const issuer = url.slice('https://'.length);
      const arn = `arn:${partition}:iam::${accountId}:oidc-provider/${issuer}`;
      if (oidcProviders.has(arn)) reader.refuse('Url', 'an issuer that no other provider has');
      oidcProviders.set(arn, { issuer, clientIds: reader.texts('ClientIdList') });
      return { ref: arn, attributes: { Arn: arn } };
    },
  };
}

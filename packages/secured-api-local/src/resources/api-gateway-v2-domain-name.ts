import { placeholder } from '../assembly/placeholder';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

/** `AWS::ApiGatewayV2::DomainName`: a name that an API's local address stands in for. */
export function apiGatewayV2DomainName(): ResourceProvider {
  return {
    type: 'AWS::ApiGatewayV2::DomainName',
    modelled: ['DomainName'],
    ignorable: ['DomainNameConfigurations', 'Tags'],
    provision(resource) {
      const { logicalId } = resource;
      return {
        ref: new PropertyReader(resource).text('DomainName'),
        attributes: {
          DomainNameArn: placeholder(logicalId, 'DomainNameArn'),
          RegionalDomainName: placeholder(logicalId, 'RegionalDomainName'),
          RegionalHostedZoneId: placeholder(logicalId, 'RegionalHostedZoneId'),
        },
      };
    },
  };
}

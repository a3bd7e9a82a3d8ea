import type { ApiRegistry } from '../http-api/api-registry';
import { apiOf } from './api-of';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

/** `AWS::ApiGatewayV2::ApiMapping`: where at a domain a stage of an API answers. */
export function apiGatewayV2ApiMapping(apis: ApiRegistry): ResourceProvider {
  return {
    type: 'AWS::ApiGatewayV2::ApiMapping',
    modelled: ['ApiId', 'ApiMappingKey', 'DomainName', 'Stage'],
    ignorable: [],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const basePath = reader.optionalText('ApiMappingKey') ?? '';
      const origin = `https://${reader.text('DomainName')}`;
      apiOf(apis, resource).mappings.push({
        url: basePath === '' ? origin : `${origin}/${basePath}`,
        stage: reader.text('Stage'),
      });
      return { ref: resource.logicalId, attributes: { ApiMappingId: resource.logicalId } };
    },
  };
}

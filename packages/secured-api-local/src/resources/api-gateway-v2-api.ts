import type { Foundation } from '../foundation';
import type { ApiRegistry } from '../http-api/api-registry';
import type { CorsSettings } from '../http-api/api-settings';
import { physicalId } from './physical-id';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

/** `AWS::ApiGatewayV2::Api` of protocol HTTP. */
export function apiGatewayV2Api(
  apis: ApiRegistry,
  { environment, random, store }: Pick<Foundation, 'environment' | 'random' | 'store'>,
): ResourceProvider {
  return {
    type: 'AWS::ApiGatewayV2::Api',
    modelled: ['CorsConfiguration', 'Name', 'ProtocolType'],
    ignorable: ['Description', 'DisableExecuteApiEndpoint', 'Tags', 'Version'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      if (reader.text('ProtocolType') !== 'HTTP') reader.refuse('ProtocolType', "'HTTP'");
      const apiId = physicalId(store, resource, () =>
        random.characters(10, 'abcdefghijklmnopqrstuvwxyz0123456789'),
      );
      apis.add({
        logicalId: resource.logicalId,
        apiId,
        name: reader.optionalText('Name') ?? resource.logicalId,
        cors: readCors(reader.optionalObject('CorsConfiguration')),
      });
      return {
        ref: apiId,
        attributes: {
          ApiId: apiId,
          ApiEndpoint: `https://${apiId}.execute-api.${environment.region}.${environment.urlSuffix}`,
        },
      };
    },
  };
}

function readCors(cors: PropertyReader | undefined): CorsSettings | undefined {
  if (!cors) return undefined;
  const allowOrigins = cors.texts('AllowOrigins');
  const allowCredentials = cors.optionalBoolean('AllowCredentials') ?? false;
  if (allowCredentials && allowOrigins.includes('*')) {
    cors.refuse('AllowOrigins', "no '*' beside AllowCredentials, as AWS demands");
  }
  return {
    allowOrigins,
    allowMethods: cors.texts('AllowMethods'),
    allowHeaders: cors.texts('AllowHeaders'),
    exposeHeaders: cors.texts('ExposeHeaders'),
    allowCredentials,
    maxAgeSeconds: cors.optionalNumber('MaxAge'),
  };
}

import type { Foundation } from '../foundation';
import type { ApiRegistry } from '../http-api/api-registry';
import { apiOf } from './api-of';
import { physicalId } from './physical-id';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

const HEADER_SOURCE = /^\$request\.header\.([A-Za-z0-9-]+)$/;

/** `AWS::ApiGatewayV2::Authorizer` of type JWT. */
export function apiGatewayV2Authorizer(
  apis: ApiRegistry,
  { random, store }: Pick<Foundation, 'random' | 'store'>,
): ResourceProvider {
  return {
    type: 'AWS::ApiGatewayV2::Authorizer',
    modelled: ['ApiId', 'AuthorizerType', 'IdentitySource', 'JwtConfiguration'],
    ignorable: ['Name'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      if (reader.text('AuthorizerType') !== 'JWT') reader.refuse('AuthorizerType', "'JWT'");
      const jwt =
        reader.optionalObject('JwtConfiguration') ??
        reader.refuse('JwtConfiguration', 'an issuer and audience');
      const [source = ''] = reader.texts('IdentitySource');
      const [, header] = HEADER_SOURCE.exec(source) ?? [];
      const id = physicalId(store, resource, () =>
        random.characters(6, 'abcdefghijklmnopqrstuvwxyz0123456789'),
      );
      apiOf(apis, resource).authorizers.set(id, {
        issuer: jwt.text('Issuer'),
        audience: jwt.texts('Audience'),
        header: header?.toLowerCase() ?? reader.refuse('IdentitySource', "'$request.header.NAME'"),
      });
      return { ref: id, attributes: { AuthorizerId: id } };
    },
  };
}

import type { ApiRegistry } from '../http-api/api-registry';
import type { RouteSettings } from '../http-api/api-settings';
import { apiOf } from './api-of';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

const ROUTE_KEY = /^(\$default|[A-Z]+ \/\S*)$/;
const TARGET = /^integrations\/(.+)$/;

/** `AWS::ApiGatewayV2::Route` with no, IAM or JWT authorization. */
export function apiGatewayV2Route(apis: ApiRegistry): ResourceProvider {
  return {
    type: 'AWS::ApiGatewayV2::Route',
    modelled: [
      'ApiId',
      'AuthorizationScopes',
      'AuthorizationType',
      'AuthorizerId',
      'RouteKey',
      'Target',
    ],
    ignorable: ['OperationName'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const routeKey = reader.text('RouteKey');
      if (!ROUTE_KEY.test(routeKey)) reader.refuse('RouteKey', "'METHOD /path' or '$default'");
      if (/.\/$/.test(routeKey.split(' ')[1] ?? '')) {
        reader.refuse('RouteKey', 'a path that does not end in a slash, as AWS demands');
      }
      const [, integrationId] = TARGET.exec(reader.text('Target')) ?? [];
      apiOf(apis, resource).routes.push({
        routeKey,
        integrationId: integrationId ?? reader.refuse('Target', "'integrations/ID'"),
        authorization: readAuthorization(reader),
      });
      return { ref: resource.logicalId, attributes: { RouteId: resource.logicalId } };
    },
  };
}

function readAuthorization(reader: PropertyReader): RouteSettings['authorization'] {
  const type = reader.optionalText('AuthorizationType') ?? 'NONE';
  if (type === 'NONE') return { kind: 'none' };
  if (type === 'AWS_IAM') return { kind: 'iam' };
  if (type !== 'JWT') return reader.refuse('AuthorizationType', 'NONE, AWS_IAM or JWT');
  return {
    kind: 'jwt',
    authorizerId: reader.text('AuthorizerId'),
    scopes: reader.texts('AuthorizationScopes'),
  };
}

import type { ApiRegistry } from '../http-api/api-registry';
import type { RouteSettings } from '../http-api/api-settings';
import { apiOf } from './api-of';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

const ROUTE_KEY = /^(\$default|(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) \/\S*)$/;
const SEGMENT = /^([^{}]*|\{[\w.:-]+\})$/;
const GREEDY = /^\{[\w.:-]+\+\}$/;
const TARGET = /^integrations\/(.+)$/;

/** `AWS::ApiGatewayV2::Route` with no, IAM, JWT or Lambda authorization. */
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
      assertPath(reader, routeKey.split(' ')[1] ?? '/');
      const api = apiOf(apis, resource);
      if (api.routes.some((route) => shapeOf(route.routeKey) === shapeOf(routeKey))) {
        reader.refuse('RouteKey', 'a route that no other of the API equals');
      }
      const [, integrationId] = TARGET.exec(reader.text('Target')) ?? [];
      api.routes.push({
        routeKey,
        integrationId: integrationId ?? reader.refuse('Target', "'integrations/ID'"),
        authorization: readAuthorization(reader),
      });
      return { ref: resource.logicalId, attributes: { RouteId: resource.logicalId } };
    },
  };
}

function assertPath(reader: PropertyReader, path: string): void {
  if (/.\/$/.test(path)) {
    reader.refuse('RouteKey', 'a path that does not end in a slash, as AWS demands');
  }
  const segments = path.split('/').slice(1);
  const rest = GREEDY.test(segments.at(-1) ?? '') ? segments.slice(0, -1) : segments;
  if (!rest.every((segment) => SEGMENT.test(segment))) {
    reader.refuse('RouteKey', "'{name}' as whole segments, and '{name+}' only as the last");
  }
}

/** The key without the names of its variables: two routes of one shape take the same requests. */
function shapeOf(routeKey: string): string {
  return routeKey.replace(/\{[^}+]+(\+?)\}/g, '{$1}');
}

function readAuthorization(reader: PropertyReader): RouteSettings['authorization'] {
  const type = reader.optionalText('AuthorizationType') ?? 'NONE';
  if (type === 'NONE') return { kind: 'none' };
  if (type === 'AWS_IAM') return { kind: 'iam' };
  if (type === 'CUSTOM') return { kind: 'lambda', authorizerId: reader.text('AuthorizerId') };
  if (type !== 'JWT') return reader.refuse('AuthorizationType', 'NONE, AWS_IAM, JWT or CUSTOM');
  return {
    kind: 'jwt',
    authorizerId: reader.text('AuthorizerId'),
    scopes: reader.texts('AuthorizationScopes'),
  };
}

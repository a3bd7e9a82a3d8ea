import type { Foundation } from '../foundation';
import type { ApiRegistry } from '../http-api/api-registry';
import type { AuthorizerSettings } from '../http-api/api-settings';
import { parseIdentitySource } from '../http-api/identity-source';
import { apiOf } from './api-of';
import { readFunctionArn } from './function-arn';
import { physicalId } from './physical-id';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

const MAX_TTL_SECONDS = 3600;
const HEADER_SOURCE = /^\$request\.header\.([A-Za-z0-9-]+)$/;

/** `AWS::ApiGatewayV2::Authorizer` of type JWT, or REQUEST: a function that is asked. */
export function apiGatewayV2Authorizer(
  apis: ApiRegistry,
  { random, store }: Pick<Foundation, 'random' | 'store'>,
): ResourceProvider {
  return {
    type: 'AWS::ApiGatewayV2::Authorizer',
    modelled: [
      'ApiId',
      'AuthorizerPayloadFormatVersion',
      'AuthorizerResultTtlInSeconds',
      'AuthorizerType',
      'AuthorizerUri',
      'EnableSimpleResponses',
      'IdentitySource',
      'JwtConfiguration',
    ],
    ignorable: ['Name'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const id = physicalId(store, resource, () =>
        random.characters(6, 'abcdefghijklmnopqrstuvwxyz0123456789'),
      );
      apiOf(apis, resource).authorizers.set(id, readAuthorizer(reader, resource.logicalId));
      return { ref: id, attributes: { AuthorizerId: id } };
    },
  };
}

function readAuthorizer(reader: PropertyReader, logicalId: string): AuthorizerSettings {
  const type = reader.text('AuthorizerType');
  if (type === 'JWT') return readJwt(reader);
  if (type === 'REQUEST') return readLambda(reader, logicalId);
  return reader.refuse('AuthorizerType', "'JWT' or 'REQUEST'");
}

function readJwt(reader: PropertyReader): AuthorizerSettings {
  const jwt =
    reader.optionalObject('JwtConfiguration') ??
    reader.refuse('JwtConfiguration', 'an issuer and audience');
  const [source = ''] = reader.texts('IdentitySource');
  const [, header] = HEADER_SOURCE.exec(source) ?? [];
  return {
    kind: 'jwt',
    issuer: jwt.text('Issuer'),
    audience: jwt.texts('Audience'),
    header: header?.toLowerCase() ?? reader.refuse('IdentitySource', "'$request.header.NAME'"),
  };
}

function readLambda(reader: PropertyReader, logicalId: string): AuthorizerSettings {
  if (reader.text('AuthorizerPayloadFormatVersion') !== '2.0') {
    reader.refuse('AuthorizerPayloadFormatVersion', "'2.0'");
  }
  const identitySources = reader
    .texts('IdentitySource')
    .map(
      (source) =>
        parseIdentitySource(source) ??
        reader.refuse('IdentitySource', 'headers, query strings, context or stage variables'),
    );
  const resultTtlSeconds = reader.optionalNumber('AuthorizerResultTtlInSeconds') ?? 0;
  if (resultTtlSeconds < 0 || resultTtlSeconds > MAX_TTL_SECONDS) {
    reader.refuse('AuthorizerResultTtlInSeconds', `0 to ${MAX_TTL_SECONDS}`);
  }
  if (resultTtlSeconds > 0 && identitySources.length === 0) {
    reader.refuse('IdentitySource', 'one at least where results are cached, as AWS demands');
  }
  return {
    kind: 'lambda',
    logicalId,
    functionArn: readFunctionArn(reader, 'AuthorizerUri'),
    identitySources,
    simpleResponses: reader.optionalBoolean('EnableSimpleResponses') ?? false,
    resultTtlSeconds,
  };
}

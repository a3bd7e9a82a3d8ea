import type { Foundation } from '../foundation';
import type { ApiRegistry } from '../http-api/api-registry';
import { apiOf } from './api-of';
import { physicalId } from './physical-id';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

const MIN_TIMEOUT_MS = 50;
/** The default as well. */
const MAX_TIMEOUT_MS = 30_000;
const INVOKE_URI = /functions\/(arn:[^/]+)\/invocations$/;

/** `AWS::ApiGatewayV2::Integration` with a function, payload format 2.0. */
export function apiGatewayV2Integration(
  apis: ApiRegistry,
  { random, store }: Pick<Foundation, 'random' | 'store'>,
): ResourceProvider {
  return {
    type: 'AWS::ApiGatewayV2::Integration',
    modelled: [
      'ApiId',
      'IntegrationType',
      'IntegrationUri',
      'PayloadFormatVersion',
      'TimeoutInMillis',
    ],
    ignorable: ['Description', 'IntegrationMethod'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      if (reader.text('IntegrationType') !== 'AWS_PROXY') {
        reader.refuse('IntegrationType', "'AWS_PROXY'");
      }
      if (reader.text('PayloadFormatVersion') !== '2.0') {
        reader.refuse('PayloadFormatVersion', "'2.0'");
      }
      const uri = reader.text('IntegrationUri');
      const functionArn = INVOKE_URI.exec(uri)?.[1] ?? uri;
      if (!/^arn:[^:]+:lambda:/.test(functionArn)) {
        reader.refuse('IntegrationUri', 'the ARN of a function');
      }
      const id = physicalId(store, resource, () =>
        random.characters(7, 'abcdefghijklmnopqrstuvwxyz0123456789'),
      );
      const timeoutMs = reader.optionalNumber('TimeoutInMillis') ?? MAX_TIMEOUT_MS;
      if (timeoutMs < MIN_TIMEOUT_MS || timeoutMs > MAX_TIMEOUT_MS) {
        reader.refuse('TimeoutInMillis', `${MIN_TIMEOUT_MS} to ${MAX_TIMEOUT_MS}`);
      }
      apiOf(apis, resource).integrations.set(id, { functionArn, timeoutMs });
      return { ref: id, attributes: { IntegrationId: id } };
    },
  };
}

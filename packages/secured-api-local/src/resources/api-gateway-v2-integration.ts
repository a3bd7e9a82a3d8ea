import type { Foundation } from '../foundation';
import type { ApiRegistry } from '../http-api/api-registry';
import type { FunctionIntegration, ProxyIntegration } from '../http-api/api-settings';
import { apiOf } from './api-of';
import { readFunctionArn } from './function-arn';
import { physicalId } from './physical-id';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

const METHOD = /^(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT)$/;
const TARGET_URL = /^https?:\/\/[^/?#{}@\s]+([/?][^#\s]*)?$/;
const MIN_TIMEOUT_MS = 50;
/** The default as well. */
const MAX_TIMEOUT_MS = 30_000;

/** `AWS::ApiGatewayV2::Integration` with a function, payload format 2.0, or a web server. */
export function apiGatewayV2Integration(
  apis: ApiRegistry,
  { random, store }: Pick<Foundation, 'random' | 'store'>,
): ResourceProvider {
  return {
    type: 'AWS::ApiGatewayV2::Integration',
    modelled: [
      'ApiId',
      'IntegrationMethod',
      'IntegrationType',
      'IntegrationUri',
      'PayloadFormatVersion',
      'TimeoutInMillis',
    ],
    ignorable: ['Description'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const id = physicalId(store, resource, () =>
        random.characters(7, 'abcdefghijklmnopqrstuvwxyz0123456789'),
      );
      const timeoutMs = reader.optionalNumber('TimeoutInMillis') ?? MAX_TIMEOUT_MS;
      if (timeoutMs < MIN_TIMEOUT_MS || timeoutMs > MAX_TIMEOUT_MS) {
        reader.refuse('TimeoutInMillis', `${MIN_TIMEOUT_MS} to ${MAX_TIMEOUT_MS}`);
      }
      apiOf(apis, resource).integrations.set(id, { ...readTarget(reader), timeoutMs });
      return { ref: id, attributes: { IntegrationId: id } };
    },
  };
}

type Target = Omit<FunctionIntegration, 'timeoutMs'> | Omit<ProxyIntegration, 'timeoutMs'>;

function readTarget(reader: PropertyReader): Target {
  const type = reader.text('IntegrationType');
  if (type === 'HTTP_PROXY') return readProxy(reader);
  if (type !== 'AWS_PROXY') reader.refuse('IntegrationType', "'AWS_PROXY' or 'HTTP_PROXY'");
  if (reader.text('PayloadFormatVersion') !== '2.0') {
    reader.refuse('PayloadFormatVersion', "'2.0'");
  }
  return { kind: 'function', functionArn: readFunctionArn(reader, 'IntegrationUri') };
}

function readProxy(reader: PropertyReader): Target {
  if ((reader.optionalText('PayloadFormatVersion') ?? '1.0') !== '1.0') {
    reader.refuse('PayloadFormatVersion', "'1.0'");
  }
  const method = reader.text('IntegrationMethod');
  if (!METHOD.test(method)) reader.refuse('IntegrationMethod', "'ANY' or a method");
  const url = reader.text('IntegrationUri');
  if (!TARGET_URL.test(url) || !URL.canParse(url.replace(/[{}]/g, ''))) {
    reader.refuse('IntegrationUri', 'a URL whose variables stand in its path');
  }
  return { kind: 'proxy', url, method: method === 'ANY' ? undefined : method };
}

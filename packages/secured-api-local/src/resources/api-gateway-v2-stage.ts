import type { ApiRegistry } from '../http-api/api-registry';
import type { ThrottleSettings } from '../http-api/api-settings';
import { apiOf } from './api-of';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

const THROTTLE = ['ThrottlingBurstLimit', 'ThrottlingRateLimit'];

/** `AWS::ApiGatewayV2::Stage`, deployed by itself. */
export function apiGatewayV2Stage(apis: ApiRegistry): ResourceProvider {
  return {
    type: 'AWS::ApiGatewayV2::Stage',
    modelled: [
      'ApiId',
      'AutoDeploy',
      'StageName',
      'StageVariables',
      'RouteSettings',
      ...THROTTLE.map((name) => `DefaultRouteSettings.${name}`),
    ],
    ignorable: [
      'AccessLogSettings',
      'DefaultRouteSettings.DetailedMetricsEnabled',
      'Description',
      'Tags',
    ],
    provision(resource) {
      const reader = new PropertyReader(resource);
      if (!reader.optionalBoolean('AutoDeploy')) reader.refuse('AutoDeploy', 'true');
      const name = reader.text('StageName');
      const routes = reader.optionalObject('RouteSettings');
      const routeThrottle = Object.keys(Object(reader.raw('RouteSettings'))).flatMap((key) => {
        const throttle = readThrottle(routes?.optionalObject(key));
        return throttle ? [[key, throttle] as const] : [];
      });
      apiOf(apis, resource).stages.push({
        name,
        throttle: readThrottle(reader.optionalObject('DefaultRouteSettings')),
        routeThrottle: new Map(routeThrottle),
        variables: reader.textMap('StageVariables'),
      });
      return { ref: name, attributes: {} };
    },
  };
}

function readThrottle(settings: PropertyReader | undefined): ThrottleSettings | undefined {
  if (!settings) return undefined;
  const [burst, rate] = THROTTLE.map((name) => settings.optionalNumber(name));
  if (burst === undefined && rate === undefined) return undefined;
  return {
    burst: burst ?? settings.refuse('ThrottlingBurstLimit', 'a burst beside the rate'),
    rate: rate ?? settings.refuse('ThrottlingRateLimit', 'a rate beside the burst'),
  };
}

import { CfnIntegration } from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { RouteHandler, RouteTarget } from '../route-handler';
import type { HandlerDefaults } from './handler-function';
import { permissionSourceArn, permissionSourceArnOfApi } from './invoke-arn';
import { takePermission } from './permission-budget';
import { assertProxyTarget } from './proxy-target';
import type { RouteKey } from './route-key';

interface Bound {
  readonly integration: CfnIntegration;
  readonly scope: Construct;
  /** Whether API Gateway may call the function for every route of the API. */
  permitted: boolean;
}

/** What answers the routes of one API: each handler bound, integrated and permitted once. */
export class RouteIntegrations extends Construct {
  private readonly byHandler = new Map<RouteHandler, RouteTarget>();
  private readonly byTarget = new Map<IFunction | string, Bound>();

  public constructor(
    scope: Construct,
    id: string,
    private readonly apiId: string,
    private readonly defaults: HandlerDefaults,
  ) {
    super(scope, id);
  }

  /** The function, if any, and the integration of a handler, under the key of its first route. */
  public bind(route: RouteKey, handler: RouteHandler): { fn?: IFunction; target: string } {
    const known = this.byHandler.get(handler);
    const scope = known ? undefined : new Construct(this, route.key.replace(' ', ''));
    const target = known ?? handler._bind(scope ?? this, this.defaults);
    if ('url' in target) assertProxyTarget(target.url, route, this);
    this.byHandler.set(handler, target);
    const bound = this.byTarget.get(keyOf(target)) ?? this.integrate(target, scope ?? this);
    return {
      fn: 'fn' in target ? target.fn : undefined,
      target: `integrations/${bound.integration.ref}`,
    };
  }

  /**
   * Lets API Gateway call the function for one route of the template, or for every route of the API
   * where the function's policy is full.
   *
   * The permission belongs to the API's stack: a function of another stack never refers to it.
   */
  public permit(fn: IFunction, route: RouteKey): void {
    const bound = this.byTarget.get(fn);
    if (bound === undefined || bound.permitted) return;
    bound.permitted = !takePermission(fn, route);
    const id = bound.permitted ? 'Permission' : `Permission-${route.key.replace(' ', '')}`;
    fn.addPermission(id, {
      scope: bound.scope,
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: bound.permitted
        ? permissionSourceArnOfApi(this, this.apiId)
        : permissionSourceArn(this, this.apiId, route),
    });
  }

  private integrate(target: RouteTarget, scope: Construct): Bound {
    const integration = new CfnIntegration(scope, 'Integration', {
      apiId: this.apiId,
      ...('fn' in target
        ? {
            integrationType: 'AWS_PROXY',
            integrationUri: target.fn.functionArn,
            payloadFormatVersion: '2.0',
          }
        : {
            integrationType: 'HTTP_PROXY',
            integrationMethod: 'ANY',
            integrationUri: target.url,
            payloadFormatVersion: '1.0',
          }),
    });
    const bound = { integration, scope, permitted: false };
    this.byTarget.set(keyOf(target), bound);
    return bound;
  }
}

function keyOf(target: RouteTarget): IFunction | string {
  return 'fn' in target ? target.fn : target.url;
}

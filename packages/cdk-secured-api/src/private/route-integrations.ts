import { CfnIntegration } from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { RouteHandler, RouteTarget } from '../route-handler';
import type { HandlerDefaults } from './handler-function';
import { permissionSourceArn, permissionSourceArnOfApi } from './invoke-arn';
import { assertProxyTarget } from './proxy-target';
import type { RouteKey } from './route-key';

/** A function's policy holds 20 KB, some 50 statements: beyond this many, one for the whole API. */
const MAX_PERMISSIONS = 30;

interface Bound {
  readonly integration: CfnIntegration;
  readonly scope: Construct;
  permissions: number;
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
   * Lets API Gateway call the function for one route of the template.
   *
   * The permission belongs to the API's stack: a function of another stack never refers to it.
   */
  public permit(fn: IFunction, route: RouteKey): void {
    const bound = this.byTarget.get(fn);
    if (bound === undefined || bound.permissions > MAX_PERMISSIONS) return;
    bound.permissions += 1;
    const last = bound.permissions > MAX_PERMISSIONS;
    const id = last ? 'Permission' : `Permission-${route.key.replace(' ', '')}`;
    fn.addPermission(id, {
      scope: bound.scope,
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: last
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
    const bound = { integration, scope, permissions: 0 };
    this.byTarget.set(keyOf(target), bound);
    return bound;
  }
}

function keyOf(target: RouteTarget): IFunction | string {
  return 'fn' in target ? target.fn : target.url;
}

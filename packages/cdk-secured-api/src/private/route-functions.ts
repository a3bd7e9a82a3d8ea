import type { RemovalPolicy } from 'aws-cdk-lib';
import { CfnIntegration } from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { RouteHandler } from '../route-handler';
import { permissionSourceArn, permissionSourceArnOfApi } from './invoke-arn';
import type { RouteKey } from './route-key';

/** A function's policy holds 20 KB, some 50 statements: beyond this many, one for the whole API. */
const MAX_PERMISSIONS = 30;

interface Bound {
  readonly fn: IFunction;
  readonly integration: CfnIntegration;
  readonly scope: Construct;
  permissions: number;
}

/** The functions that answer the routes of one API: each bound, integrated and permitted once. */
export class RouteFunctions extends Construct {
  private readonly byHandler = new Map<RouteHandler, IFunction>();
  private readonly byFunction = new Map<IFunction, Bound>();

  public constructor(
    scope: Construct,
    id: string,
    private readonly apiId: string,
    private readonly removalPolicy: RemovalPolicy,
  ) {
    super(scope, id);
  }

  /** The function and the integration of a handler, under the key of its first route. */
  public bind(route: RouteKey, handler: RouteHandler): { fn: IFunction; target: string } {
    const known = this.byHandler.get(handler);
    const scope = known ? undefined : new Construct(this, route.key.replace(' ', ''));
    const fn = known ?? handler._bind(scope ?? this, this.removalPolicy);
    this.byHandler.set(handler, fn);
    const bound = this.byFunction.get(fn) ?? this.integrate(fn, scope ?? this);
    return { fn, target: `integrations/${bound.integration.ref}` };
  }

  /**
   * Lets API Gateway call the function for one route of the template.
   *
   * The permission belongs to the API's stack: a function of another stack never refers to it.
   */
  public permit(fn: IFunction, route: RouteKey): void {
    const bound = this.byFunction.get(fn);
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

  private integrate(fn: IFunction, scope: Construct): Bound {
    const integration = new CfnIntegration(scope, 'Integration', {
      apiId: this.apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: fn.functionArn,
      payloadFormatVersion: '2.0',
    });
    const bound = { fn, integration, scope, permissions: 0 };
    this.byFunction.set(fn, bound);
    return bound;
  }
}

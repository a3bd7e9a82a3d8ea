import { Lazy } from 'aws-cdk-lib';
import {
  type CfnRoute,
  CfnStage,
  type HttpStage,
  type ThrottleSettings,
} from 'aws-cdk-lib/aws-apigatewayv2';

/** The routes of a stage that take fewer or more requests than the others. */
export class RouteThrottles {
  private readonly byKey = new Map<string, ThrottleSettings>();
  private readonly stage: CfnStage | undefined;

  public constructor(stage: HttpStage) {
    const resource = stage.node.defaultChild;
    if (!(resource instanceof CfnStage)) return;
    this.stage = resource;
    resource.routeSettings = Lazy.any({ produce: () => this.render() });
  }

  /** Limits one route, which the stage then waits for: AWS refuses settings of an unknown route. */
  public add(route: CfnRoute, throttle: ThrottleSettings): void {
    this.byKey.set(route.routeKey, throttle);
    this.stage?.addResourceDependency(route);
  }

  private render() {
    if (this.byKey.size === 0) return undefined;
    return Object.fromEntries(
      [...this.byKey].map(([key, { rateLimit, burstLimit }]) => [
        key,
        { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit },
      ]),
    );
  }
}

import type { RemovalPolicy } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { EntryOptions } from './entry-options';
import { DEFAULTS, MAX_ROUTE_TIMEOUT } from './private/defaults';
import { entryFunction } from './private/entry-function';

/** What answers the calls of a route. */
export abstract class RouteHandler {
  /**
   * A file of a Node.js project, bundled by esbuild into a Lambda function of its own.
   *
   * @param entry The handler file, relative to where the app runs.
   * @param options How the file becomes a function.
   *
   * @example
   * RouteHandler.fromEntry('functions/private.ts', { memorySize: 1024 });
   */
  public static fromEntry(entry: string, options: EntryOptions = {}): RouteHandler {
    return new EntryHandler(entry, options);
  }

  /**
   * A Lambda function that exists already, in any language.
   *
   * @param fn The function; an imported one must be of this account and region.
   */
  public static fromFunction(fn: IFunction): RouteHandler {
    return new FunctionHandler(fn);
  }

  /** @internal */
  public abstract _bind(scope: Construct, removalPolicy: RemovalPolicy): IFunction;
}

class EntryHandler extends RouteHandler {
  public constructor(
    private readonly entry: string,
    private readonly options: EntryOptions,
  ) {
    super();
  }

  /** @internal */
  public override _bind(scope: Construct, removalPolicy: RemovalPolicy): IFunction {
    return entryFunction(scope, {
      ...this.options,
      entry: this.entry,
      defaultTimeout: DEFAULTS.routeTimeout,
      maxTimeout: MAX_ROUTE_TIMEOUT,
      removalPolicy,
    });
  }
}

class FunctionHandler extends RouteHandler {
  public constructor(private readonly fn: IFunction) {
    super();
  }

  /** @internal */
  public override _bind(): IFunction {
    return this.fn;
  }
}

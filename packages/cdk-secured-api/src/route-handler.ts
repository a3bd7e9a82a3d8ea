import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { EntryOptions } from './entry-options';
import { DEFAULTS, MAX_ROUTE_TIMEOUT } from './private/defaults';
import { fromEntry, type HandlerDefaults, type HandlerFunction } from './private/handler-function';

const TIMEOUTS = { defaultTimeout: DEFAULTS.routeTimeout, maxTimeout: MAX_ROUTE_TIMEOUT };

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
    return new FunctionHandler(fromEntry(entry, options, TIMEOUTS));
  }

  /**
   * A Lambda function that exists already, in any language.
   *
   * @param fn The function; an imported one must be of this account and region.
   */
  public static fromFunction(fn: IFunction): RouteHandler {
    return new FunctionHandler(() => fn);
  }

  /**
   * A web server on the internet, which API Gateway hands the request to.
   *
   * It gets the caller's headers, a bearer token among them, and cannot tell that the request came
   * by the API: it must be one that you trust.
   *
   * @param target An `https` URL; a variable of the route may stand in its path, as `{id}`.
   *
   * @example
   * RouteHandler.fromUrl('https://example.com/prices/{id}');
   */
  public static fromUrl(target: string): RouteHandler {
    return new UrlHandler(target);
  }

  /** @internal */
  public abstract _bind(scope: Construct, defaults: HandlerDefaults): RouteTarget;
}

/**
 * What a handler comes down to: a function, or the URL of a web server.
 *
 * @internal
 */
export type RouteTarget = { readonly fn: IFunction } | { readonly url: string };

class FunctionHandler extends RouteHandler {
  public constructor(private readonly handlerFunction: HandlerFunction) {
    super();
  }

  /** @internal */
  public override _bind(scope: Construct, defaults: HandlerDefaults): RouteTarget {
    return { fn: this.handlerFunction(scope, defaults) };
  }
}

class UrlHandler extends RouteHandler {
  public constructor(private readonly url: string) {
    super();
  }

  /** @internal */
  public override _bind(): RouteTarget {
    return { url: this.url };
  }
}

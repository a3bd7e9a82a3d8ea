import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { EntryOptions } from './entry-options';
import { DEFAULTS, MAX_TRIGGER_TIMEOUT } from './private/defaults';
import { fromEntry, type HandlerDefaults, type HandlerFunction } from './private/handler-function';

const TIMEOUTS = { defaultTimeout: DEFAULTS.triggerTimeout, maxTimeout: MAX_TRIGGER_TIMEOUT };

/** What runs at a Lambda trigger of the user pool. */
export abstract class TriggerHandler {
  /**
   * A file of a Node.js project, bundled by esbuild into a Lambda function of its own.
   *
   * @param entry The handler file, relative to where the app runs.
   * @param options How the file becomes a function.
   *
   * @example
   * TriggerHandler.fromEntry('functions/pre-authentication.ts');
   */
  public static fromEntry(entry: string, options: EntryOptions = {}): TriggerHandler {
    return new FunctionHandler(fromEntry(entry, options, TIMEOUTS));
  }

  /**
   * A Lambda function that exists already, in any language.
   *
   * @param fn The function; an imported one must be of this account and region.
   */
  public static fromFunction(fn: IFunction): TriggerHandler {
    return new FunctionHandler(() => fn);
  }

  /** @internal */
  public abstract _bind(scope: Construct, defaults: HandlerDefaults): IFunction;
}

class FunctionHandler extends TriggerHandler {
  public constructor(private readonly handlerFunction: HandlerFunction) {
    super();
  }

  /** @internal */
  public override _bind(scope: Construct, defaults: HandlerDefaults): IFunction {
    return this.handlerFunction(scope, defaults);
  }
}

import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { EntryOptions } from '../entry-options';
import { entryFunction } from './entry-function';

/** What is said once of all handlers of an API, or of all triggers of a user pool. */
export interface HandlerDefaults {
  readonly options: EntryOptions;
  readonly removalPolicy: RemovalPolicy;
}

/** How long whoever calls a handler waits for it. */
export interface HandlerTimeouts {
  readonly defaultTimeout: Duration;
  readonly maxTimeout: Duration;
}

/** Where the function of a handler comes from: made in the scope, or there already. */
export type HandlerFunction = (scope: Construct, defaults: HandlerDefaults) => IFunction;

/** A function of its own for a handler file; the file's options are laid over the defaults. */
export function fromEntry(
  entry: string,
  own: EntryOptions,
  timeouts: HandlerTimeouts,
): HandlerFunction {
  return (scope, { options, removalPolicy }) =>
    entryFunction(scope, {
      ...options,
      ...own,
      environment: { ...options.environment, ...own.environment },
      entry,
      ...timeouts,
      removalPolicy,
    });
}

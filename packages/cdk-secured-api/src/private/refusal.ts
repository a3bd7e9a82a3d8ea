import type { IConstruct } from 'constructs';

/** The error for input that would fail at deploy or be unsafe: stable name, remedy, construct path. */
export function refusal(name: string, message: string, scope: IConstruct): Error {
  return new Error(`${name}: ${message} [${scope.node.path}]`);
}

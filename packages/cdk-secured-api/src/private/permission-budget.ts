import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { RouteKey } from './route-key';

/** Of the 20 KB that a function's policy holds, the rest is for permissions of others. */
const BUDGET = 16_000;

/** A rendered statement without the path of its route, with the longest names that AWS takes. */
const STATEMENT = 470;

/** What the permissions of routes take of each function's policy, whatever API they are of. */
const spent = new WeakMap<IFunction, number>();

/** Whether a function's policy has room for the permission of one more route, which is then taken. */
export function takePermission(fn: IFunction, { path = '' }: RouteKey): boolean {
  const total = (spent.get(fn) ?? 0) + STATEMENT + path.length;
  if (total > BUDGET) return false;
  spent.set(fn, total);
  return true;
}

import type { Random } from '../support/random';

/** A request id as API Gateway gives one, for the header `apigw-requestid` and the event. */
export function newRequestId(random: Random): string {
  return random.characters(15);
}

/** Where a stack is: what the pseudo parameters say. */
export interface Environment {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly urlSuffix: string;
}

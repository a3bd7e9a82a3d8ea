import type { Cloud } from './cloud';
import type { Inbox } from './delivery/inbox';
import type { Foundation } from './foundation';
import { resetInstallation } from './installation';
import { populate } from './populate';
import type { AdjustableClock } from './support/clock';
import type { RequestLog } from './support/request-log';
import type { NewUser, TestUsers } from './test-users';

/** What a reset puts back. */
export interface ResetOptions {
  readonly cloud: Pick<Cloud, 'tokenService' | 'functions' | 'userPools'>;
  readonly foundation: Pick<Foundation, 'store' | 'random'>;
  readonly clock: AdjustableClock;
  readonly inbox: Inbox;
  readonly requests: RequestLog;
  readonly users: TestUsers;
  readonly seed: readonly NewUser[];
}

/** Makes what puts a run back to how it was when it was ready for the first time. */
export function createReset(options: ResetOptions): () => Promise<void> {
  const { cloud, foundation, clock, inbox, requests, users, seed } = options;
  return async () => {
    clock.reset();
    const { masterKey } = resetInstallation(foundation.store, foundation.random);
    // In this order, for a function that starts anew is given credentials of the new key.
    cloud.tokenService.reseal(masterKey);
    cloud.functions.renew();
    // Made now, so that they are kept before a token is.
    for (const { id } of cloud.userPools.pools()) cloud.userPools.jwks(id);
    inbox.clear();
    requests.clear();
    await foundation.store.durable();
    await populate({ ...cloud, users, seed });
  };
}

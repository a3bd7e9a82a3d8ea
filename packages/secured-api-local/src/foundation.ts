import type { Keys } from './kms/keys';
import type { EventFunctions, Functions } from './lambda/functions';
import type { Store } from './state/store';
import type { TokenService } from './sts/token-service';
import type { Clock } from './support/clock';
import type { Environment } from './support/environment';
import type { Log } from './support/log';
import type { Random } from './support/random';

/** What every service is built with. */
export interface Foundation {
  readonly environment: Environment;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly store: Store;
}

/** Services that providers hand to one another. */
export interface Services extends Foundation {
  readonly functions: Functions & EventFunctions;
  readonly keys: Keys;
  readonly tokenService: TokenService;
}

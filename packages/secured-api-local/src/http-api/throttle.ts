import type { StageSettings, ThrottleSettings } from './api-settings';

/** A token bucket: `burst` at once, refilled at `rate` a second. */
class Bucket {
  private tokens: number;
  private at: number;

  constructor(
    private readonly settings: ThrottleSettings,
    private readonly now: () => number,
  ) {
    this.tokens = settings.burst;
    this.at = now();
  }

  take(): boolean {
    const now = this.now();
    const refilled = this.tokens + (Math.max(0, now - this.at) / 1000) * this.settings.rate;
    this.tokens = Math.min(this.settings.burst, refilled);
    this.at = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}

/** Admits a request to a route, or says that it is one too many. */
export type Throttle = (routeKey: string) => boolean;

/** Throttles a stage: a route with limits of its own has a bucket of its own. */
export function createThrottle(stage: StageSettings, now: () => number): Throttle {
  const shared = stage.throttle && new Bucket(stage.throttle, now);
  const own = new Map(
    [...stage.routeThrottle].map(([key, settings]) => [key, new Bucket(settings, now)]),
  );
  return (routeKey) => (own.get(routeKey) ?? shared)?.take() ?? true;
}

import { Duration } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { AppClientOptions } from '../app-client-options';
import { DEFAULTS } from './defaults';
import { refusal } from './refusal';

/** What Cognito takes, in minutes. */
const LIMITS = {
  accessTokenValidity: [5, 24 * 60],
  idTokenValidity: [5, 24 * 60],
  refreshTokenValidity: [60, 3650 * 24 * 60],
  authSessionValidity: [3, 15],
} as const;

/** How long the tokens of a client live; fails for what Cognito does not take. */
export function tokenValidityOf(options: AppClientOptions, scope: IConstruct) {
  const validity = {
    accessTokenValidity: options.accessTokenValidity ?? DEFAULTS.accessTokenValidity,
    idTokenValidity: options.idTokenValidity ?? DEFAULTS.idTokenValidity,
    refreshTokenValidity: options.refreshTokenValidity ?? DEFAULTS.refreshTokenValidity,
    authSessionValidity: options.authSessionValidity ?? DEFAULTS.authSessionValidity,
  };
  for (const prop of ['refreshTokenValidity', 'authSessionValidity'] as const) {
    assertWithin(prop, validity[prop], LIMITS[prop], scope);
  }
  const refreshMinutes = validity.refreshTokenValidity.toMinutes();
  for (const prop of ['accessTokenValidity', 'idTokenValidity'] as const) {
    const [shortest, longest] = LIMITS[prop];
    assertWithin(prop, validity[prop], [shortest, Math.min(longest, refreshMinutes)], scope);
  }
  assertRotation(options.refreshTokenRotationGracePeriod, scope);
  return { ...validity, refreshTokenRotationGracePeriod: options.refreshTokenRotationGracePeriod };
}

function assertWithin(
  prop: keyof typeof LIMITS,
  validity: Duration,
  [shortest, longest]: readonly [number, number],
  scope: IConstruct,
): void {
  const minutes = validity.toMinutes({ integral: false });
  if (Number.isInteger(minutes) && minutes >= shortest && minutes <= longest) return;
  throw refusal(
    'ValidityOutOfRange',
    `${prop} is ${validity.toHumanString()}, Cognito takes whole minutes from ` +
      `${humanMinutes(shortest)} to ${humanMinutes(longest)}` +
      (longest < LIMITS[prop][1] ? ', the refreshTokenValidity' : ''),
    scope,
  );
}

function humanMinutes(minutes: number): string {
  return Duration.minutes(minutes).toHumanString();
}

function assertRotation(gracePeriod: Duration | undefined, scope: IConstruct): void {
  if (gracePeriod === undefined || gracePeriod.toSeconds() <= 60) return;
  throw refusal(
    'RotationGraceTooLong',
    `refreshTokenRotationGracePeriod is ${gracePeriod.toSeconds()} s, Cognito takes 0 to 60 s`,
    scope,
  );
}

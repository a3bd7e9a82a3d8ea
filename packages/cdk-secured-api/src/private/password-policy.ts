import type { Duration } from 'aws-cdk-lib';
import type { PasswordPolicy } from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import { DEFAULTS } from './defaults';
import { refusal } from './refusal';

/** The policy of a pool: what was said, laid over this library's; fails for what Cognito refuses. */
export function passwordPolicyOf(given: PasswordPolicy | undefined, scope: IConstruct) {
  const policy = { ...DEFAULTS.passwordPolicy, ...given };
  assertWithin('minLength', policy.minLength, [6, 99], scope);
  assertWithin('passwordHistorySize', given?.passwordHistorySize, [0, 24], scope);
  assertWithin('tempPasswordValidity', daysOf(policy.tempPasswordValidity), [1, 365], scope);
  return policy;
}

function daysOf(validity: Duration): number {
  return validity.toDays({ integral: false });
}

const UNITS: Readonly<Record<string, string>> = { tempPasswordValidity: ' days' };

function assertWithin(
  prop: keyof PasswordPolicy,
  value: number | undefined,
  [least, most]: readonly [number, number],
  scope: IConstruct,
): void {
  if (value === undefined) return;
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const unit = UNITS[prop] ?? '';
  throw refusal(
    'PasswordPolicyOutOfRange',
    `passwordPolicy.${prop} is ${value}${unit}, Cognito takes whole numbers from ${least} to ${most}`,
    scope,
  );
}

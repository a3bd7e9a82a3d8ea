import {
  type Input,
  invalidParameter,
  objectMember,
  optionalFlag,
} from '../../aws-endpoint/operation-input';
import type { MfaFactor, UserPoolSettings } from '../pool/user-pool-settings';
import type { User } from '../users/user';
import { FACTOR_ATTRIBUTES } from './mfa-factors';

const MEMBERS: readonly (readonly [MfaFactor, string])[] = [
  ['SMS_MFA', 'SMSMfaSettings'],
  ['SOFTWARE_TOKEN_MFA', 'SoftwareTokenMfaSettings'],
  ['EMAIL_OTP', 'EmailMfaSettings'],
];

/** What an operation's settings say of one factor. */
interface Wish {
  readonly factor: MfaFactor;
  readonly on: boolean;
  readonly prefers: boolean | undefined;
}

/**
 * The user with the second factors that an operation's settings switch on, off or prefer.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function withMfaPreference(pool: UserPoolSettings, user: User, input: Input): User {
  const { preferred: before, ...rest } = user.mfa ?? { enabled: [] };
  const wishes = MEMBERS.flatMap((member) => readWish(rest.enabled, input, member));
  for (const { factor } of wishes.filter(({ on }) => on)) assertEnrolled(pool, user, factor);

  const untouched = rest.enabled.filter((factor) => !wishes.some((wish) => wish.factor === factor));
  const enabled = [...untouched, ...wishes.filter(({ on }) => on).map(({ factor }) => factor)];
  const preferred = preferredFactor(before, wishes);
  if (preferred !== undefined && !enabled.includes(preferred)) {
    throw invalidParameter('A preferred MFA method must be enabled');
  }
  return { ...user, mfa: { ...rest, enabled, ...(preferred !== undefined && { preferred }) } };
}

function readWish(
  enabled: readonly MfaFactor[],
  input: Input,
  [factor, member]: readonly [MfaFactor, string],
): readonly Wish[] {
  const settings = objectMember(input, member);
  if (settings === undefined) return [];
  const on = optionalFlag(settings, 'Enabled') ?? enabled.includes(factor);
  return [{ factor, on, prefers: optionalFlag(settings, 'PreferredMfa') }];
}

function preferredFactor(
  before: MfaFactor | undefined,
  wishes: readonly Wish[],
): MfaFactor | undefined {
  const [first, ...others] = wishes.filter(({ prefers }) => prefers);
  if (others.length > 0) throw invalidParameter('Only one MFA method can be preferred');
  if (first !== undefined) return first.factor;
  const isOver = wishes.some(
    ({ factor, on, prefers }) => factor === before && (!on || prefers === false),
  );
  return isOver ? undefined : before;
}

function assertEnrolled({ mfa }: UserPoolSettings, user: User, factor: MfaFactor): void {
  if (mfa.mode === 'OFF' || !mfa.factors.includes(factor)) {
    throw invalidParameter(`${factor} is not enabled for the user pool`);
  }
  const attribute = FACTOR_ATTRIBUTES[factor];
  if (attribute === undefined) {
    if (user.mfa?.totp !== undefined) return;
    throw invalidParameter('User has not verified software token mfa');
  }
  if (user.attributes[`${attribute}_verified`] === 'true') return;
  throw invalidParameter(`User does not have delivery config set to turn on ${factor}`);
}

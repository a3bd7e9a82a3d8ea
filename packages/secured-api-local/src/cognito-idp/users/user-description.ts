import { attributesOf, type User } from './user';

/** One attribute as AWS lists it. */
export interface NamedValue {
  readonly Name: string;
  readonly Value: string;
}

/** A user as an administrator's answer shows them. */
export interface UserDescription {
  readonly Username: string;
  readonly Attributes: readonly NamedValue[];
  /** Seconds since the epoch. */
  readonly UserCreateDate: number;
  readonly UserLastModifiedDate: number;
  readonly Enabled: boolean;
  readonly UserStatus: string;
}

/** Describes a user without anything secret. */
export function describeUser(user: User): UserDescription {
  return {
    Username: user.username,
    Attributes: toAttributeList(attributesOf(user)),
    UserCreateDate: user.createdAt / 1000,
    UserLastModifiedDate: user.modifiedAt / 1000,
    Enabled: user.enabled,
    UserStatus: user.status,
  };
}

/** A user's second factors, as AWS shows them. */
export function describeMfa({ mfa }: User): object {
  if (mfa === undefined || mfa.enabled.length === 0) return {};
  const { enabled, preferred } = mfa;
  return {
    UserMFASettingList: enabled,
    ...(preferred !== undefined && { PreferredMfaSetting: preferred }),
  };
}

/** Attributes as AWS lists them. */
export function toAttributeList(
  attributes: Readonly<Record<string, string>>,
): readonly NamedValue[] {
  return Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
}

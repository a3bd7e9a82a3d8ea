import type { AccountCall } from './account-room';
import type { MfaKind } from './select-mfa-step';

/** The second factors of a user. */
export interface MfaPreference {
  /** The kinds that are set up and on. */
  readonly enabled: readonly MfaKind[];
  /** The kind that a sign-in asks for; without one it asks which. */
  readonly preferred: MfaKind | null;
}

/** What the user pool says of the user. */
export interface AccountProfile {
  /** By name, as far as the app client may read them. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly mfa: MfaPreference;
}

/** Reads the user's attributes and second factors. */
export async function readProfile(call: AccountCall): Promise<AccountProfile> {
  const answer = await call('GetUser', {});
  const { UserAttributes = [], UserMFASettingList = [], PreferredMfaSetting } = answer;
  return {
    attributes: Object.fromEntries(UserAttributes.map(({ Name, Value = '' }) => [Name, Value])),
    mfa: { enabled: UserMFASettingList, preferred: PreferredMfaSetting ?? null },
  };
}

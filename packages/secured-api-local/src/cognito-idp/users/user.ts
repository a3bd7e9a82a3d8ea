import type { MfaFactor } from '../pool/user-pool-settings';

/** Where a user stands, by AWS's words. */
export type UserStatus =
  | 'UNCONFIRMED'
  | 'CONFIRMED'
  | 'FORCE_CHANGE_PASSWORD'
  | 'RESET_REQUIRED'
  | 'EXTERNAL_PROVIDER';

/** What is kept of a password: enough to check it by SRP, never the password. */
export interface PasswordVerifier {
  /** Hexadecimal. */
  readonly salt: string;
  /** g^x mod N, hexadecimal. */
  readonly verifier: string;
  /** When a temporary password stops working, in milliseconds since the epoch. */
  readonly expiresAt?: number;
  /** Whether no password leads to it: the user has none. */
  readonly isAbsent?: true;
}

/** A user's second factors. */
export interface UserMfa {
  /** An authenticator app that was verified. */
  readonly totp?: {
    /** Hexadecimal. */
    readonly secret: string;
    /** The time step of the last code: it and those before it are used up. */
    readonly usedStep: number;
  };
  /** The secret of an app that is not verified yet, hexadecimal. */
  readonly pendingTotp?: string;
  /** The factors that were switched on. */
  readonly enabled: readonly MfaFactor[];
  readonly preferred?: MfaFactor;
}

/** Who a user is at the provider that they come from. */
export interface ProviderIdentity {
  readonly userId: string;
  readonly providerName: string;
  readonly providerType: string;
  /** Milliseconds since the epoch. */
  readonly dateCreated: number;
}

/** Who else signs in as a user, and what their provider tells them by. */
export interface LinkedIdentity extends ProviderIdentity {
  /** `Cognito_Subject`, or an attribute that the provider is mapped to until its first sign-in. */
  readonly attributeName: string;
}

/** A user of a pool. */
export interface User {
  readonly poolId: string;
  /** Never changes. The `sub` in a pool whose people sign up with an address. */
  readonly username: string;
  readonly sub: string;
  readonly status: UserStatus;
  readonly enabled: boolean;
  /** All attributes but `sub`, as text. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The attribute that was given as the name at sign-up. */
  readonly signUpAttribute?: 'email' | 'phone_number';
  /** Left out for a user of the pool itself. */
  readonly identity?: ProviderIdentity;
  /** People of providers who sign in as this user. */
  readonly links?: readonly LinkedIdentity[];
  readonly password: PasswordVerifier;
  /** The passwords before it that must not come back, the last one first. */
  readonly passwordHistory?: readonly PasswordVerifier[];
  readonly mfa?: UserMfa;
  readonly groups: readonly string[];
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** Raised by a sign-out everywhere: sessions of an earlier generation are over. */
  readonly generation: number;
}

/** A provider's identity as AWS tells it: the first is the user's own, all others are linked. */
export interface ToldIdentity extends ProviderIdentity {
  readonly issuer: null;
  readonly primary: boolean;
}

/** Who a user is at providers, their own identity first. */
export function identitiesOf({ identity, links = [] }: User): readonly ToldIdentity[] {
  const linked = links.map(({ attributeName: _, ...link }) => ({
    ...link,
    issuer: null,
    primary: false,
  }));
  return identity === undefined
    ? linked
    : [{ ...identity, issuer: null, primary: true }, ...linked];
}

/** The user's attributes with `sub` first, as AWS lists them. */
export function attributesOf(user: User): Readonly<Record<string, string>> {
  const { attributes, sub } = user;
  const identities = identitiesOf(user);
  if (identities.length === 0) return { sub, ...attributes };
  return { sub, identities: JSON.stringify(identities), ...attributes };
}

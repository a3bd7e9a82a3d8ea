import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Passkeys } from './first-factors';

/** What the client config says of a pool and its client beside their ids. */
export interface UserPoolSettings {
  readonly identifiers: readonly string[];
  readonly selfSignUp: boolean;
  /** The flows that the client accepts, by the names of `InitiateAuth`. */
  readonly flows: readonly string[];
  readonly mfa: cognito.Mfa;
  readonly secondFactors: Required<cognito.MfaSecondFactor>;
  readonly firstFactors: Required<cognito.AllowedFirstAuthFactors>;
  readonly passkeys?: Passkeys;
  /** How a new e-mail address is verified. */
  readonly verification: 'code' | 'link';
  /** The addresses that are verified, by the pool's attribute names. */
  readonly verifiedAddresses: readonly string[];
  readonly passwordPolicy: cognito.PasswordPolicy;
  /** Standard attributes that every user has. */
  readonly requiredAttributes: readonly string[];
}

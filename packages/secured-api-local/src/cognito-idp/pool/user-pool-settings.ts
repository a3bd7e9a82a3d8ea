/** Attributes that a person may sign in with. */
export type AliasAttribute = 'email' | 'phone_number' | 'preferred_username';

/** Attributes that a code can prove. */
export type VerifiableAttribute = 'email' | 'phone_number';

/** Second factors, by the names of their challenges. */
export type MfaFactor = 'SOFTWARE_TOKEN_MFA' | 'SMS_MFA' | 'EMAIL_OTP';

/** First factors that a user may choose, by the names of the sign-in policy. */
export type FirstFactor = 'PASSWORD' | 'EMAIL_OTP' | 'SMS_OTP' | 'WEB_AUTHN';

/** Whether a pool wants a second factor, and which ones it has. */
export interface MfaSettings {
  readonly mode: 'OFF' | 'OPTIONAL' | 'ON';
  readonly factors: readonly MfaFactor[];
}

/** How a pool tracks the devices of its users. */
export interface DeviceSettings {
  /** Whether a remembered device stands in for a second factor. */
  readonly skipSecondFactor: boolean;
  /** Whether a device is remembered only once the user says so. */
  readonly onlyOnPrompt: boolean;
}

/** How a pool takes passkeys, where they are a first factor. */
export interface PasskeySettings {
  /** The domain that passkeys belong to. */
  readonly relyingPartyId?: string;
  /** The origin of the run's web pages. */
  readonly webOrigin: string;
  readonly userVerification: 'required' | 'preferred';
  /** Whether a passkey with a verified user is both factors. */
  readonly isMultiFactor: boolean;
}

/** Triggers that a pool may call, by the names of `LambdaConfig`. */
export type TriggerName =
  | 'PreSignUp'
  | 'PostConfirmation'
  | 'PreAuthentication'
  | 'PostAuthentication'
  | 'PreTokenGeneration'
  | 'CustomMessage'
  | 'CustomEmailSender'
  | 'CustomSMSSender'
  | 'InboundFederation'
  | 'DefineAuthChallenge'
  | 'CreateAuthChallenge'
  | 'VerifyAuthChallengeResponse'
  | 'UserMigration';

/** Versions of the pre token generation trigger's events; from 2 on it changes access tokens. */
export type PreTokenGenerationVersion = 1 | 2 | 3;

/** What a password must hold. */
export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly requireUppercase: boolean;
  readonly requireLowercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
  readonly temporaryPasswordValidityDays: number;
  /** How many of the last passwords, the present one among them, must not come back. */
  readonly historySize: number;
}

/** One attribute of a pool's schema; a custom one carries its `custom:` prefix. */
export interface SchemaAttribute {
  readonly name: string;
  readonly type: 'String' | 'Number' | 'Boolean';
  readonly required: boolean;
  readonly mutable: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minValue?: number;
  readonly maxValue?: number;
}

/** Texts of messages, with `{####}` for the code and `{username}` for the name. */
export interface MessageTemplates {
  readonly email: string;
  /** With `{##words##}` for a link, where a sign-up is confirmed by one and not by a code. */
  readonly linkEmail?: string;
  readonly sms: string;
  readonly signInEmail: string;
  readonly signInSms: string;
  readonly invitationEmail: string;
  readonly invitationSms: string;
}

/** A user pool as the template says. */
export interface UserPoolSettings {
  readonly id: string;
  readonly arn: string;
  /** Where not empty, people sign up with an address and the user name is the `sub`. */
  readonly usernameAttributes: readonly VerifiableAttribute[];
  readonly aliasAttributes: readonly AliasAttribute[];
  readonly autoVerifiedAttributes: readonly VerifiableAttribute[];
  readonly verifyBeforeUpdate: readonly VerifiableAttribute[];
  readonly caseSensitive: boolean;
  readonly selfSignUp: boolean;
  readonly passwordPolicy: PasswordPolicy;
  readonly schema: readonly SchemaAttribute[];
  /** Ways to recover an account, most wanted first; empty where only an administrator may. */
  readonly recovery: readonly VerifiableAttribute[];
  /** Whether an address that gets the codes of a second factor may also recover the account. */
  readonly recoveryByMfaAddress: boolean;
  readonly mfa: MfaSettings;
  /** Absent where the pool does not track devices. */
  readonly devices?: DeviceSettings;
  readonly firstFactors: readonly FirstFactor[];
  readonly passkeys: PasskeySettings;
  /** Whether the pool's plan has sign-in by choice. */
  readonly hasChoice: boolean;
  /** ARNs of functions. */
  readonly triggers: Readonly<Partial<Record<TriggerName, string>>>;
  /** The key under which codes go to custom senders; there where the pool has one of these. */
  readonly senderKeyArn?: string;
  readonly preTokenGenerationVersion: PreTokenGenerationVersion;
  readonly messages: MessageTemplates;
}

/** Rotation of refresh tokens. */
export interface RefreshTokenRotation {
  /** How long a token may be used again after it was exchanged. */
  readonly graceMs: number;
}

/** Grants of the hosted login, by the template's names. */
export type OAuthFlow = 'code' | 'implicit' | 'client_credentials';

/** What a client may do at the hosted login. */
export interface OAuthSettings {
  readonly flows: readonly OAuthFlow[];
  readonly scopes: readonly string[];
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  readonly defaultRedirectUri?: string;
  /** Names of the providers by which people sign in, `COGNITO` for the pool's own users. */
  readonly providers: readonly string[];
}

/** A host name of a pool's hosted login on AWS. */
export interface UserPoolDomainSettings {
  readonly poolId: string;
  /** Such as `example.auth.us-east-1.amazoncognito.com`. */
  readonly host: string;
}

/** Kinds of providers that a pool federates with, by the template's names. */
export type IdentityProviderType =
  | 'Google'
  | 'Facebook'
  | 'LoginWithAmazon'
  | 'SignInWithApple'
  | 'OIDC';

/** A provider of users as the template says, without its secrets. */
export interface IdentityProviderSettings {
  readonly poolId: string;
  readonly name: string;
  readonly type: IdentityProviderType;
  /** The provider's claims by the pool's attributes; `username` says which claim names the user. */
  readonly attributeMapping: Readonly<Record<string, string>>;
  /** Other names by which clients ask for it. */
  readonly identifiers: readonly string[];
}

/** Scopes of the developer's own. */
export interface ResourceServerSettings {
  readonly poolId: string;
  readonly identifier: string;
  readonly scopes: readonly string[];
}

/** An app client as the template says. */
export interface UserPoolClientSettings {
  readonly id: string;
  readonly poolId: string;
  readonly secret?: string;
  /** Flows by their names at client level, such as `ALLOW_USER_SRP_AUTH`. */
  readonly authFlows: readonly string[];
  readonly preventUserExistenceErrors: boolean;
  readonly readAttributes: readonly string[];
  readonly writeAttributes: readonly string[];
  readonly accessTokenMs: number;
  readonly idTokenMs: number;
  readonly refreshTokenMs: number;
  readonly authSessionMs: number;
  readonly rotation?: RefreshTokenRotation;
  /** Left out where the client may not use the hosted login. */
  readonly oauth?: OAuthSettings;
}

/** A group as the template says, or an administrator. */
export interface UserPoolGroupSettings {
  readonly poolId: string;
  readonly name: string;
  readonly description?: string;
  readonly precedence?: number;
  readonly roleArn?: string;
}

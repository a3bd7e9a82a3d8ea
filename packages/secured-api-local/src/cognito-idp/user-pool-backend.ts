import type { Delivery } from '../delivery/inbox';
import type { Foundation, Services } from '../foundation';
import { createExpiringMap, type ExpiringMap } from '../support/expiring-map';
import type { AuthSession } from './auth-flows/auth-session';
import { type CodeSender, createCodeSender } from './codes/code-sender';
import { type CustomSenders, createCustomSenders } from './codes/custom-senders';
import { createVerificationCodes, type VerificationCodes } from './codes/verification-codes';
import { createDevices, type Devices } from './devices/devices';
import {
  type AuthorizationCodes,
  createAuthorizationCodes,
} from './hosted-login/authorization-codes';
import type { LoginAttempt } from './hosted-login/login-attempt';
import { createLoginSessions, type LoginSessions } from './hosted-login/login-sessions';
import type { Passkey } from './passkeys/passkey';
import type { PasskeyRegistration } from './passkeys/passkey-registration';
import { createLockouts, type Lockouts } from './passwords/lockouts';
import { createStoreSecret, type StoreSecret } from './pool/store-secret';
import { createTriggers, type Triggers } from './pool/triggers';
import { createUserPoolRegistry, type UserPoolRegistry } from './pool/user-pool-registry';
import { createSessions, type Sessions } from './tokens/sessions';
import { createSigningKeys, type SigningKey } from './tokens/signing-keys';
import { createTokenIssuer, type TokenIssuer } from './tokens/token-issuer';
import { createTokenVerifier, type TokenVerifier } from './tokens/token-verifier';
import { createGroups, type Groups } from './users/groups';
import { createOwnedRecords, type OwnedRecords } from './users/owned-records';
import type { User } from './users/user';
import { createUserDirectory, type UserDirectory } from './users/user-directory';

/** A password exchange between its two calls. */
export interface SrpChallenge {
  readonly poolId: string;
  readonly clientId: string;
  /** The names that the second call may give, as they are compared. */
  readonly names: readonly string[];
  /** What failures are counted by. */
  readonly attemptName: string;
  readonly userId: string;
  readonly clientPublic: string;
  readonly salt: string;
  readonly verifier: string;
  readonly secret: Buffer;
  /** The `DEVICE_KEY` that the sign-in names. */
  readonly deviceKey: string | undefined;
  /** The custom sign-in that goes on once the password was right. */
  readonly customAttempt: CustomAttempt | undefined;
}

/** A sign-in that the pool's own functions define, between two calls. */
export interface CustomAttempt {
  readonly clientId: string;
  /** The name as the client gave it. */
  readonly name: string;
  /** Whose sign-in it is, as they were when it began; nobody's where the name is unknown. */
  readonly identity:
    | Readonly<Pick<User, 'username' | 'sub' | 'generation'> & { verifier: string }>
    | undefined;
  /** The client's public value, where the sign-in begins with a password. */
  readonly clientPublic: string | undefined;
  /** The `DEVICE_KEY` that the sign-in names. */
  readonly deviceKey?: string;
  /** The challenges that were answered, in the words of the functions. */
  readonly history: readonly {
    readonly challengeName: string;
    readonly challengeResult: boolean;
    readonly challengeMetadata?: string;
  }[];
  /** What the functions keep from the client. */
  readonly privateParameters: Readonly<Record<string, string>>;
  readonly metadata?: string;
}

/** A sign-in by a factor of the user's choice, between two calls. */
export interface ChoiceAttempt
  extends Pick<CustomAttempt, 'clientId' | 'name' | 'identity' | 'deviceKey'> {
  readonly challenge:
    | { readonly name: 'SELECT_CHALLENGE' | 'SIGNED_UP' | 'CONFIRMED_SIGN_UP' }
    | { readonly name: 'EMAIL_OTP' | 'SMS_OTP'; readonly code: string }
    | { readonly name: 'WEB_AUTHN'; readonly challenge: string };
  /** Whether the hosted login signs the user in. */
  readonly hosted?: boolean;
}

/** What the operations of a user pool work with. */
export interface UserPoolBackend extends Foundation {
  readonly delivery: Delivery;
  readonly registry: UserPoolRegistry;
  readonly directory: UserDirectory;
  readonly groups: Groups;
  readonly sessions: Sessions;
  readonly devices: Devices;
  readonly passkeys: OwnedRecords<Passkey>;
  /** By challenge. */
  readonly passkeyRegistrations: ExpiringMap<PasskeyRegistration>;
  /** The brake on guessing passwords. */
  readonly lockouts: Lockouts;
  /** The brake on guessing codes of a second factor. */
  readonly mfaLockouts: Lockouts;
  readonly codes: VerificationCodes;
  readonly codeSender: CodeSender;
  readonly customSenders: CustomSenders;
  readonly triggers: Triggers;
  readonly tokens: TokenIssuer;
  readonly verifier: TokenVerifier;
  readonly secret: StoreSecret;
  readonly signingKey: () => SigningKey;
  /** By secret block. */
  readonly srpChallenges: ExpiringMap<SrpChallenge>;
  /** By the `Session` of an answer. */
  readonly choices: ExpiringMap<ChoiceAttempt>;
  /** By the `Session` of an answer. */
  readonly customAttempts: ExpiringMap<CustomAttempt>;
  /** By the `Session` of an answer. */
  readonly authSessions: ExpiringMap<AuthSession>;
  /** Browsers that have signed in at the hosted login. */
  readonly logins: LoginSessions;
  readonly authorizationCodes: AuthorizationCodes;
  /** By the key that a page of the hosted login holds. */
  readonly loginAttempts: ExpiringMap<LoginAttempt>;
}

/** Puts the parts of a user pool together. */
export function createUserPoolBackend(services: Services, delivery: Delivery): UserPoolBackend {
  const { clock, random, store, environment, log } = services;
  const foundation = { clock, random, store, environment, log };
  const registry = createUserPoolRegistry();
  const directory = createUserDirectory(store);
  const groups = createGroups(foundation, registry);
  const sessions = createSessions(foundation);
  const signingKey = createSigningKeys(store, random);
  const secret = createStoreSecret(store, random);
  const triggers = createTriggers(services.functions, environment);
  const codes = createVerificationCodes(foundation, secret);
  const { keys } = services;
  const customSenders = createCustomSenders({ keys, random, triggers, delivery });
  const shared = {
    ...foundation,
    registry,
    directory,
    groups,
    sessions,
    triggers,
    customSenders,
    signingKey,
  };
  return {
    ...shared,
    delivery,
    devices: createDevices(store),
    passkeys: createOwnedRecords(store, 'passkeys'),
    passkeyRegistrations: createExpiringMap(clock),
    secret,
    codes,
    codeSender: createCodeSender({ ...shared, delivery }, codes, secret),
    lockouts: createLockouts(foundation, 'password-attempts'),
    mfaLockouts: createLockouts(foundation, 'mfa-attempts'),
    tokens: createTokenIssuer(shared),
    verifier: createTokenVerifier(shared),
    srpChallenges: createExpiringMap(clock),
    choices: createExpiringMap(clock),
    customAttempts: createExpiringMap(clock),
    authSessions: createExpiringMap(clock),
    logins: createLoginSessions(shared),
    authorizationCodes: createAuthorizationCodes(shared),
    loginAttempts: createExpiringMap(clock),
  };
}

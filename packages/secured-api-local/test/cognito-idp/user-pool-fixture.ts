import { generateKeyPairSync } from 'node:crypto';
import {
  STANDARD_READABLE_ATTRIBUTES,
  STANDARD_SCHEMA,
  STANDARD_WRITABLE_ATTRIBUTES,
} from '../../src/cognito-idp/pool/standard-attributes';
import type {
  UserPoolClientSettings,
  UserPoolSettings,
} from '../../src/cognito-idp/pool/user-pool-settings';
import { createUserPools, type UserPools } from '../../src/cognito-idp/user-pools';
import { createInbox, type Inbox } from '../../src/delivery/inbox';
import type { Services } from '../../src/foundation';
import { createKeys } from '../../src/kms/keys';
import type { Caller, InvokeAnswer } from '../../src/lambda/functions';
import { createMemoryStore } from '../../src/state/memory-store';
import type { Store } from '../../src/state/store';
import { type AdjustableClock, createClock } from '../../src/support/clock';
import { createRandom } from '../../src/support/random';
import { ENVIRONMENT } from '../environment';
import { createSrpClient } from './passwords/srp-client';

export const POOL_ID = 'us-east-1_AbCdEf123';
export const CLIENT_ID = '1234567890abcdefghijklmnop';
export const PASSWORD = 'Fixture1!Aa';
export const EMAIL = 'fixture@example.com';

/** One call of a function, as the fixture saw it. */
export interface Invocation {
  readonly functionArn: string;
  readonly event: TriggerEvent;
  readonly caller: Caller;
}

/** The parts of a trigger's event that tests look at. */
export interface TriggerEvent {
  readonly triggerSource: string;
  readonly userName: string;
  readonly callerContext: Readonly<Record<string, unknown>>;
  readonly request: Readonly<Record<string, unknown>>;
  readonly response: Readonly<Record<string, unknown>>;
}

/** Tokens of a sign-in. */
export interface Tokens {
  readonly AccessToken: string;
  readonly IdToken: string;
  readonly RefreshToken: string;
  readonly ExpiresIn: number;
}

/** A user pool with its callers, without a server. */
export interface Fixture {
  readonly userPools: UserPools;
  readonly services: Services;
  readonly inbox: Inbox;
  readonly clock: AdjustableClock;
  readonly invocations: Invocation[];
  call(operation: string, input?: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** The same, with the client's id. */
  client(operation: string, input?: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** The same, with the pool's id. */
  admin(operation: string, input?: Record<string, unknown>): Promise<Record<string, unknown>>;
  signUp(name?: string, attributes?: Record<string, string>): Promise<Record<string, unknown>>;
  /** Signs up and confirms. */
  confirmedUser(name?: string): Promise<void>;
  code(address?: string): string;
  /** Begins a sign-in that nobody can end. */
  challenge(name: string, metadata?: Record<string, string>): Promise<Record<string, string>>;
  answer(name: string, password: string): Promise<Record<string, unknown>>;
  signIn(name?: string, password?: string): Promise<Tokens>;
}

/** What a test changes. */
export interface FixtureOptions {
  readonly pool?: Partial<UserPoolSettings>;
  readonly client?: Partial<UserPoolClientSettings>;
  readonly store?: Store;
  /** Answers the triggers. */
  readonly invoke?: (event: TriggerEvent, functionArn: string) => InvokeAnswer;
  /** Takes the events that nobody waits for. */
  readonly send?: () => 'accepted' | 'refused';
}

export function createFixture(options: FixtureOptions = {}): Fixture {
  const clock = createClock(() => Date.UTC(2026, 8, 5, 7, 5, 1));
  const random = createRandom();
  const inbox = createInbox({ clock, random });
  const invocations: Invocation[] = [];
  const store = withSigningKey(options.store ?? createMemoryStore());
  const services: Services = {
    environment: ENVIRONMENT,
    clock,
    random,
    log: { info: () => undefined, warn: () => undefined },
    store,
    functions: {
      invoke: async (functionArn, payload, caller) => {
        const event = payload as TriggerEvent;
        invocations.push({ functionArn, event, caller });
        return options.invoke?.(event, functionArn) ?? { outcome: 'answered', payload: event };
      },
      send: (functionArn, payload, caller) => {
        invocations.push({ functionArn, event: payload as TriggerEvent, caller });
        return options.send?.() ?? 'accepted';
      },
    },
    keys: createKeys({ environment: ENVIRONMENT, clock, random, store }),
    tokenService: {
      assumeRoleWithWebIdentity: () => {
        throw new Error('not used here');
      },
    },
  };
  const userPools = createUserPools(services, inbox);
  userPools.add({ ...POOL, ...options.pool });
  userPools.addClient({ ...CLIENT, ...options.client });

  const call: Fixture['call'] = async (operation, input = {}) => {
    const found = userPools.service.operations.find(({ name }) => name === operation);
    if (found === undefined) throw new Error(`no operation ${operation}`);
    const request = { requestId: 'request', sourceIp: '127.0.0.1', userAgent: 'test' };
    return (await found.run(input, request)) as Record<string, unknown>;
  };
  const client: Fixture['call'] = (operation, input) =>
    call(operation, { ClientId: CLIENT_ID, ...input });
  const admin: Fixture['call'] = (operation, input) =>
    call(operation, { UserPoolId: POOL_ID, ...input });
  const signUp: Fixture['signUp'] = (name = EMAIL, attributes = { email: EMAIL }) =>
    client('SignUp', { Username: name, Password: PASSWORD, UserAttributes: toList(attributes) });
  const code: Fixture['code'] = (address = EMAIL) => inbox.latest(address)?.code ?? 'none';
  const initiate = async (name: string, SRP_A: string, metadata?: Record<string, string>) => {
    const { ChallengeParameters } = await client('InitiateAuth', {
      AuthFlow: 'USER_SRP_AUTH',
      AuthParameters: { USERNAME: name, SRP_A },
      ClientMetadata: metadata,
    });
    return ChallengeParameters as Record<string, string>;
  };
  const start = async (name: string) => {
    const srp = createSrpClient();
    return { srp, parameters: await initiate(name, srp.publicValue) };
  };
  const answer: Fixture['answer'] = async (name, password) => {
    const { srp, parameters } = await start(name);
    return client('RespondToAuthChallenge', {
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeResponses: srp.respond(POOL_ID, parameters, password),
    });
  };
  return {
    userPools,
    services,
    inbox,
    clock,
    invocations,
    call,
    client,
    admin,
    signUp,
    code,
    answer,
    challenge: (name, metadata) => initiate(name, 'a'.repeat(768), metadata),
    confirmedUser: async (name = EMAIL) => {
      await signUp(name);
      await client('ConfirmSignUp', { Username: name, ConfirmationCode: code() });
    },
    signIn: async (name = EMAIL, password = PASSWORD) =>
      (await answer(name, password)).AuthenticationResult as Tokens,
  };
}

/** Making a key takes longer than most tests, so those of one file share it. */
function withSigningKey(store: Store): Store {
  const keys = store.collection<{ kid: string; pem: string }>('signing-keys');
  if (keys.get('user-pools') === undefined) keys.set('user-pools', { kid: 'shared', pem: PEM });
  return store;
}

const PEM = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

/** Attributes as the wire lists them. */
export function toList(attributes: Record<string, string>): { Name: string; Value: string }[] {
  return Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
}

/** The claims of a token, unchecked. */
export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

const POOL: UserPoolSettings = {
  id: POOL_ID,
  arn: `arn:aws:cognito-idp:us-east-1:111122223333:userpool/${POOL_ID}`,
  usernameAttributes: ['email', 'phone_number'],
  aliasAttributes: [],
  autoVerifiedAttributes: ['email'],
  verifyBeforeUpdate: [],
  caseSensitive: false,
  selfSignUp: true,
  passwordPolicy: {
    minimumLength: 8,
    requireUppercase: true,
    requireLowercase: true,
    requireNumbers: true,
    requireSymbols: true,
    temporaryPasswordValidityDays: 7,
    historySize: 0,
  },
  schema: STANDARD_SCHEMA,
  recovery: ['email'],
  recoveryByMfaAddress: false,
  mfa: { mode: 'OFF', factors: [] },
  firstFactors: ['PASSWORD'],
  passkeys: {
    webOrigin: 'http://localhost:5173',
    userVerification: 'preferred',
    isMultiFactor: false,
  },
  hasChoice: true,
  triggers: {},
  preTokenGenerationVersion: 1,
  messages: {
    email: 'Your code is {####}',
    sms: 'Your code is {####}',
    signInEmail: 'Your sign-in code is {####}',
    signInSms: 'Your sign-in code is {####}',
    invitationEmail: 'You are {username}, your password is {####}',
    invitationSms: 'You are {username}, your password is {####}',
  },
};

const CLIENT: UserPoolClientSettings = {
  id: CLIENT_ID,
  poolId: POOL_ID,
  authFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  preventUserExistenceErrors: true,
  readAttributes: STANDARD_READABLE_ATTRIBUTES,
  writeAttributes: STANDARD_WRITABLE_ATTRIBUTES,
  accessTokenMs: 3_600_000,
  idTokenMs: 3_600_000,
  refreshTokenMs: 30 * 86_400_000,
  authSessionMs: 180_000,
};

import type { SignedOutReason } from '../core/auth-state';
import type { ClientConfig } from '../core/client-config';
import { type ClientInternals, internalsOf, setInternals } from '../core/client-internals';
import { type CognitoClient, createClientOn } from '../core/cognito-client';
import { toSessionTokens } from '../core/session-tokens';
import type { Answers } from './answers';
import { bringToSteps, type FlowSteps } from './bring-to-steps';
import { createScriptedEngine, type RecordedCall, type ScriptedEngine } from './scripted-engine';
import { type TestUser, toTestTokens } from './test-tokens';

/** What a test client is to show. */
export interface TestClientOptions extends FlowSteps {
  /** Who is signed in, or why nobody is. @default - nobody, and nobody was */
  auth?: TestUser | { readonly signedOut: SignedOutReason };
  /** What calls answer once the steps are reached. @default - every call is refused with its name */
  answers?: Answers;
  /** Changes to the config. @default - sign-up and sign-in by e-mail, one API named `Api` */
  config?: Partial<ClientConfig>;
}

/** A client over a script: the real core, which reaches nothing and leaves nothing behind. */
export interface TestClient extends CognitoClient {
  /** The config, changes included, for what an app shows of it. */
  readonly config: ClientConfig;
  /** What was called since the steps were reached, in order. */
  readonly calls: readonly RecordedCall[];
  /** Adds to what calls answer, or replaces it. */
  answer(answers: Answers): void;
  /**
   * Lets time go by: pending answers come, tokens and credentials run out. `resendAvailableAt` goes by
   * the page's clock: move `Date` by your test runner's timers for that.
   */
  advance(ms: number): Promise<void>;
}

const API_URL = 'https://api.test';

const CONFIG: ClientConfig = {
  version: 1,
  region: 'us-east-1',
  userPoolId: 'us-east-1_Test',
  userPoolClientId: 'test-client',
  identityPoolId: 'us-east-1:00000000-0000-4000-8000-000000000000',
  apis: { Api: { url: API_URL, region: 'us-east-1' } },
  guests: false,
  signIn: {
    identifiers: ['email'],
    selfSignUp: true,
    flows: ['USER_SRP_AUTH'],
    mfa: 'OPTIONAL',
  },
  verification: 'code',
  passwordPolicy: { minLength: 12, requires: ['lowercase', 'uppercase', 'numbers', 'symbols'] },
};

/**
 * Creates a client that shows what it is told to, for tests and stories.
 *
 * The core is the real one, brought to its steps by scripted answers: a state that it cannot reach
 * cannot be shown. `ready` resolves once the steps are reached. Calls that nothing is scripted for
 * are refused with their names.
 *
 * @example
 * const client = createTestClient({
 *   signIn: { name: 'totpCode' },
 *   answers: { RespondToAuthChallenge: refusal('CodeMismatchException') },
 * });
 * await client.ready;
 * render(<CognitoProvider client={client}><SignInPage /></CognitoProvider>);
 */
export function createTestClient(options: TestClientOptions = {}): TestClient {
  const config: ClientConfig = {
    ...CONFIG,
    ...(options.signUp?.name === 'confirmByLink' && { verification: 'link' }),
    ...options.config,
  };
  const [api] = Object.values(config.apis);
  const engine = createScriptedEngine(api?.url ?? API_URL);
  const real = createClientOn(engine, config, { storage: 'memory' });
  const internals = internalsOf(real);
  const client: TestClient = Object.create(real, {
    config: { value: config },
    ready: { get: () => ready },
    calls: { get: () => engine.calls },
    advance: { value: engine.advance },
    answer: {
      value(answers: Answers) {
        engine.script = { ...engine.script, ...answers };
      },
    },
  });
  setInternals(client, internals);
  const user = signInAs(internals, engine, options.auth);
  const ready = bringToSteps(client, engine, options, user).then(() => {
    engine.calls.length = 0;
    engine.script = { ...basics(user, engine), ...options.answers };
  });
  return client;
}

/** What is true of anybody: calls that only a test of themselves would script. */
function basics(user: TestUser | undefined, engine: ScriptedEngine): Answers {
  const { email } = user ?? {};
  return {
    GetId: { IdentityId: 'us-east-1:11111111-0000-4000-8000-000000000000' },
    GetCredentialsForIdentity: () => ({
      Credentials: {
        AccessKeyId: 'ASIATEST',
        SecretKey: 'not-a-secret',
        SessionToken: 'not-a-token',
        Expiration: engine.clock.now() / 1000 + 3600,
      },
    }),
    RevokeToken: {},
    GlobalSignOut: {},
    GetUser: {
      UserAttributes: [
        { Name: 'sub', Value: user?.userId ?? 'user-1' },
        ...(email ? [{ Name: 'email', Value: email }] : []),
      ],
    },
  };
}

/** Shows who is signed in, or why nobody is. */
function signInAs(
  { store }: ClientInternals,
  engine: ScriptedEngine,
  auth: TestClientOptions['auth'],
): TestUser | undefined {
  store.open();
  if (auth === undefined) return undefined;
  if ('signedOut' in auth) {
    store.end(auth.signedOut);
    return undefined;
  }
  store.adopt(toSessionTokens(toTestTokens(auth, engine.clock.now())));
  return auth;
}

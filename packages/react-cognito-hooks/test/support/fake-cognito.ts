import { randomUUID } from 'node:crypto';
import type { ClientConfig } from '../../src';
import { FakeUserPool } from './fake-user-pool';
import { listen } from './listen';
import { Refusal } from './refusal';

type Input = Record<string, unknown>;

/** What the identity pool takes beside tokens of the user pool. */
const PROVIDERS = [
  'accounts.google.com',
  'api.twitter.com',
  'appleid.apple.com',
  'example.eu.auth0.com',
  'graph.facebook.com',
  'www.amazon.com',
];

/** A user pool and an identity pool behind one URL, with the wire protocol of the real ones. */
export class FakeCognito {
  static async start(): Promise<FakeCognito> {
    const cognito = new FakeCognito();
    cognito.url = await listen(async (request, response) => {
      const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
      const input: Input = JSON.parse(request.body);
      cognito.calls.push({ operation, input });
      try {
        await cognito.gates.get(operation)?.();
        const output = cognito.answer(operation, input);
        await cognito.gates.get(`${operation} answered`)?.();
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(JSON.stringify(output));
      } catch (thrown) {
        const refusal = thrown instanceof Refusal ? thrown : new Refusal('Crash', String(thrown));
        response.writeHead(refusal.status, { 'x-amzn-errortype': refusal.type });
        response.end(JSON.stringify({ __type: refusal.type, message: refusal.message }));
      }
    });
    return cognito;
  }

  url = '';
  readonly pool = new FakeUserPool();
  readonly calls: { operation: string; input: Input }[] = [];
  credentialLifetimeMs = 3_600_000;
  private readonly gates = new Map<string, () => Promise<void>>();
  private readonly refusals = new Map<string, Refusal[]>();
  private readonly answers = new Map<string, object[]>();
  private readonly identities = new Map<string, string>();

  config(apis: ClientConfig['apis'] = {}): ClientConfig {
    return {
      version: 1,
      region: 'us-east-1',
      userPoolId: 'us-east-1_AbCdEf123',
      userPoolClientId: 'client-id',
      identityPoolId: 'us-east-1:identity-pool',
      apis,
      guests: true,
      signIn: {
        identifiers: ['email'],
        selfSignUp: true,
        flows: ['USER_SRP_AUTH'],
        mfa: 'OPTIONAL',
      },
      verification: 'code',
      passwordPolicy: { minLength: 8, requires: [] },
      endpoints: { userPool: `${this.url}/`, identityPool: `${this.url}/` },
    };
  }

  /** How often an operation was called. */
  count(operation: string): number {
    return this.calls.filter((call) => call.operation === operation).length;
  }

  /** What an operation was last called with. */
  lastInput(operation: string): Input {
    const call = this.calls.findLast((candidate) => candidate.operation === operation);
    if (call === undefined) throw new Error(`${operation} was not called`);
    return call.input;
  }

  /** Refuses the next call of an operation. */
  refuseNext(operation: string, type: string, message = type, status = 400): void {
    const queue = this.refusals.get(operation) ?? [];
    this.refusals.set(operation, [...queue, new Refusal(type, message, status)]);
  }

  /** Answers the next call of an operation, in the place of the pool. */
  answerNext(operation: string, answer: object): void {
    this.answers.set(operation, [...(this.answers.get(operation) ?? []), answer]);
  }

  /** Lets calls wait until they are released: of `SignUp`, or once `SignUp answered`. */
  hold(operation: string): { release(): void; arrived: Promise<void> } {
    let release: () => void = () => undefined;
    let arrive: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    this.gates.set(operation, () => {
      arrive();
      return released;
    });
    return {
      arrived,
      release: () => {
        this.gates.delete(operation);
        release();
      },
    };
  }

  /** Forgets every identity id, as a recreated identity pool has. */
  forgetIdentities(): void {
    this.identities.clear();
  }

  private answer(operation: string, input: Input): unknown {
    const refusal = this.refusals.get(operation)?.shift();
    if (refusal !== undefined) throw refusal;
    const scripted = this.answers.get(operation)?.shift();
    if (scripted !== undefined) return scripted;
    if (operation === 'GetId') return { IdentityId: this.identify(input) };
    if (operation === 'GetCredentialsForIdentity') return this.credentials(input);
    return this.pool.answer(operation, input);
  }

  private identify(input: Input): string {
    const owner = JSON.stringify(input.Logins === undefined ? 'guest' : this.subjectOf(input));
    const known = [...this.identities].find(([, candidate]) => candidate === owner)?.[0];
    const id = known ?? `us-east-1:${randomUUID()}`;
    this.identities.set(id, owner);
    return id;
  }

  private subjectOf({ Logins }: Input): string {
    const [provider, token] = Object.entries(Logins as Record<string, string>)[0] ?? [];
    if (PROVIDERS.some((known) => known === provider)) return `${provider} ${token}`;
    if (provider !== 'cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf123') {
      throw new Refusal('NotAuthorizedException', 'Token is not from a supported provider');
    }
    return this.pool.subjectOf(token ?? '');
  }

  private credentials(input: Input) {
    const id = String(input.IdentityId);
    if (!this.identities.has(id)) {
      throw new Refusal('ResourceNotFoundException', `Identity '${id}' not found.`);
    }
    return {
      IdentityId: id,
      Credentials: {
        AccessKeyId: `AK-${this.count('GetCredentialsForIdentity')}`,
        SecretKey: 'secret',
        SessionToken: `session of ${this.identities.get(id)}`,
        Expiration: (Date.now() + this.credentialLifetimeMs) / 1000,
      },
    };
  }
}

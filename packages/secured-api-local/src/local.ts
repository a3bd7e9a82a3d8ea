import type { LocalClientConfig } from './client-config/read-client-config';
import type { Inbox } from './delivery/inbox';
import type { ProviderTokenRequest } from './provider-token';
import type { AdjustableClock } from './support/clock';
import type { Log } from './support/log';
import type { TestUsers } from './test-users';

/** Options of `startLocal`; all may be left out. */
export interface StartOptions {
  /** Folder that `cdk synth` wrote. Default: `cdk.out`. */
  readonly assembly?: string;
  /** Names of the stacks to run. Default: all. */
  readonly stacks?: readonly string[];
  /** Port of the AWS endpoint, and no other; 0 takes any. Default: the first free one from 4000. */
  readonly port?: number;
  /** Folder that keeps users, keys and ids. Default: memory only. */
  readonly stateDirectory?: string;
  /** Stands in for the domain of a web distribution. Default: `http://localhost:5173`. */
  readonly webOrigin?: string;
  /**
   * Whether hosted logins are served by https, with a certificate of this machine's own that a browser
   * does not trust by itself. Default: false.
   */
  readonly https?: boolean;
  /** Whether the template's throttling is enforced. Default: true. */
  readonly throttled?: boolean;
  /** Whether `/hello/` is `GET /hello`. Default: `404`. */
  readonly trailingSlash?: '404' | 'match';
  /**
   * Whether user pools run without the threat protection that the template asks for, which blocks or
   * asks more of some sign-ins on AWS. Default: false, it stops the start.
   */
  readonly withoutThreatProtection?: boolean;
  /** Values of template parameters. Default: their own defaults. */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * URLs of services that run elsewhere, by AWS's name such as `DYNAMODB`, and of what answers for a
   * web server that a route hands requests to, by its origin. Default: none.
   */
  readonly endpoints?: Readonly<Record<string, string>>;
  /**
   * Commands that run a function of another runtime, or that cannot run here, by logical id. Each
   * speaks Lambda's runtime API, as AWS's own runtime interface clients do. Default: none.
   */
  readonly functions?: Readonly<Record<string, string>>;
  /** JSON file of users to make, a list of what `createUser` takes. Default: none. */
  readonly seed?: string;
  /** Takes what the developer should read. Default: stderr. */
  readonly log?: Log;
}

/** A running template. */
export interface Local extends TestUsers {
  /** The AWS endpoint, such as `http://localhost:4000`. */
  readonly url: string;
  /** The client config with this machine's addresses; `null` where the template has none. */
  readonly config: LocalClientConfig | null;
  /** By logical id. */
  readonly apis: Readonly<Record<string, { readonly id: string; readonly url: string }>>;
  readonly userPools: Readonly<Record<string, string>>;
  readonly userPoolClients: Readonly<Record<string, string>>;
  readonly identityPools: Readonly<Record<string, string>>;
  /** The origins of hosted logins, by the logical id of their user pool. */
  readonly logins: Readonly<Record<string, string>>;
  /** Stack outputs; the origin of an API or a hosted login reads as its local URL. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** A key that may do everything, for this run. */
  readonly administrator: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** The bearer token of this run, which changes of state over `/_local/` need. */
  readonly token: string;
  /** Resources that do not matter here and only give placeholders, and parts that are left out. */
  readonly skipped: readonly { readonly logicalId: string; readonly type: string }[];
  /**
   * A token of a provider of the identity pool, which no provider is asked for.
   *
   * @throws LocalRuntimeError `NoProvider`
   */
  providerToken(request: ProviderTokenRequest): string;
  readonly inbox: Inbox;
  readonly clock: AdjustableClock;
  /**
   * Puts everything back to how it was when the run was ready for the first time: no users but the
   * template's and the seed's, no sessions, credentials and messages, the machine's time. Ids of
   * resources and signing keys stay, so a JWT route takes an earlier token until it expires, as on
   * AWS.
   */
  reset(): Promise<void>;
  /** Ends the servers and the handlers and closes the state folder. */
  stop(): Promise<void>;
}

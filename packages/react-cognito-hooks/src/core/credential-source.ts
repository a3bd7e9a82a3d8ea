import {
  type AwsCredentials,
  type OwnedCredentials,
  parseOwnedCredentials,
} from './aws-credentials';
import type { Call } from './aws-json';
import type { Clock } from './clock';
import { CognitoError, type CognitoErrorCode } from './cognito-error';
import type { GetTokens } from './get-tokens';
import type { IdentityIds } from './identity-ids';
import type { IdentityPoolOperations, Logins } from './identity-pool-operations';
import { readClaims } from './jwt-claims';
import { createStoredValue, type KeyValueStore } from './key-value-store';
import { withSignal } from './on-abort';
import type { SessionStore } from './session-store';

/** Credentials are renewed this long before they run out. */
const MARGIN_MS = 60_000;

/** Refusals of a stored identity id, after which a new one is asked for, once. */
const IDENTITY_REFUSED: ReadonlySet<CognitoErrorCode> = new Set([
  'NotAuthorizedException',
  'ResourceConflictException',
  'ResourceNotFoundException',
]);

/** Where temporary AWS credentials come from. */
export interface CredentialSource {
  /** The signed-in user's; rejects with NotSignedIn, and never falls back to a guest's. */
  forUser(o?: { signal?: AbortSignal }): Promise<AwsCredentials>;
  forGuest(o?: { signal?: AbortSignal }): Promise<AwsCredentials>;
  /** The signed-in user's identity id, or null. */
  userIdentityId(): Promise<string | null>;
}

/** Whose credentials are asked for. */
interface Owner {
  readonly key: string;
  /** undefined for a guest. */
  readonly userId?: string;
  readonly logins?: Logins;
}

const GUEST: Owner = { key: 'guest' };

/** Creates the credentials of one client: calls that overlap share one request. */
export function createCredentialSource(o: {
  identityPoolId: string;
  loginProvider: string;
  guests: boolean;
  call: Call<IdentityPoolOperations>;
  store: SessionStore;
  identityIds: IdentityIds;
  getTokens: GetTokens;
  clock: Clock;
  cache: () => KeyValueStore;
}): CredentialSource {
  const cacheKey = `react-cognito-hooks.${o.identityPoolId}.credentials`;
  const cached = createStoredValue<OwnedCredentials>(o.cache, cacheKey, parseOwnedCredentials);
  const pending = new Map<string, Promise<AwsCredentials>>();
  o.store.events.userChanged.add(cached.clear);
  // Not the event: a reload may find that the session has ended elsewhere.
  o.store.changed.add(() => {
    const { status } = o.store.getState();
    if (status === 'signedOut' && cached.read()?.owner !== GUEST.key) cached.clear();
  });

  async function findOwner(signal?: AbortSignal): Promise<Owner | undefined> {
    const tokens = await o.getTokens({ signal });
    if (tokens !== null) return toOwner(tokens.idToken, o.loginProvider);
    const { login, idToken } = o.store.current() ?? {};
    if (login === undefined || idToken === undefined) return undefined;
    const { provider, identityId } = login;
    return {
      key: `${provider} ${identityId}`,
      userId: identityId,
      logins: { [provider]: idToken },
    };
  }

  async function userOwner(signal?: AbortSignal): Promise<Owner> {
    const owner = await findOwner(signal);
    if (owner === undefined) throw new CognitoError('NotSignedIn', 'nobody is signed in');
    return owner;
  }

  /** The identity id: the stored one, or a new one. */
  async function identify({ userId, logins }: Owner): Promise<string> {
    const known = o.identityIds.read(userId);
    if (known !== undefined) return known;
    const input = { IdentityPoolId: o.identityPoolId, Logins: logins };
    const { IdentityId } = await o.call('GetId', input);
    if (IdentityId === undefined) throw new CognitoError('Unknown', 'GetId answers no identity id');
    if (userId === undefined || userId === currentUserId(o.store)) {
      o.identityIds.write(userId, IdentityId);
    }
    return IdentityId;
  }

  async function request(owner: Owner, identityId: string): Promise<AwsCredentials> {
    const input = { IdentityId: identityId, Logins: owner.logins };
    const { Credentials: c } = await o.call('GetCredentialsForIdentity', input);
    if (!c?.AccessKeyId || !c.SecretKey || !c.SessionToken || !c.Expiration) {
      throw new CognitoError('Unknown', 'GetCredentialsForIdentity answers no credentials');
    }
    return {
      accessKeyId: c.AccessKeyId,
      secretAccessKey: c.SecretKey,
      sessionToken: c.SessionToken,
      expiration: new Date(c.Expiration * 1000),
      identityId,
    };
  }

  async function load(owner: Owner): Promise<AwsCredentials> {
    const known = o.identityIds.read(owner.userId);
    let credentials: AwsCredentials;
    try {
      credentials = await request(owner, await identify(owner));
    } catch (thrown) {
      const refused = thrown instanceof CognitoError && IDENTITY_REFUSED.has(thrown.code);
      if (known === undefined || !refused) throw thrown;
      o.identityIds.clear(owner.userId);
      credentials = await request(owner, await identify(owner));
    }
    if (owner.userId !== undefined && owner.userId !== currentUserId(o.store)) {
      throw new CognitoError('UserChanged', 'the user changed while credentials were under way');
    }
    cached.write({ owner: owner.key, credentials });
    return credentials;
  }

  function obtain(owner: Owner, signal?: AbortSignal): Promise<AwsCredentials> {
    const kept = cached.read();
    if (kept?.owner === owner.key) {
      const left = kept.credentials.expiration.getTime() - o.clock.now();
      if (left > MARGIN_MS) return Promise.resolve(kept.credentials);
    }
    let work = pending.get(owner.key);
    if (work === undefined) {
      work = load(owner).finally(() => pending.delete(owner.key));
      pending.set(owner.key, work);
    }
    return withSignal(work, signal);
  }

  return {
    async forUser({ signal } = {}) {
      return obtain(await userOwner(signal), signal);
    },
    async forGuest({ signal } = {}) {
      if (o.guests) return obtain(GUEST, signal);
      throw new CognitoError('NotSignedIn', 'nobody is signed in and the config allows no guests');
    },
    async userIdentityId() {
      const owner = await findOwner();
      return owner === undefined ? null : identify(owner);
    },
  };
}

function toOwner(idToken: string, loginProvider: string): Owner {
  const claims = readClaims(idToken) ?? {};
  const roles = ['sub', 'cognito:groups', 'cognito:roles', 'cognito:preferred_role'];
  return {
    key: JSON.stringify(roles.map((name) => claims[name] ?? null)),
    userId: String(claims.sub),
    logins: { [loginProvider]: idToken },
  };
}

function currentUserId(store: SessionStore): string | undefined {
  const state = store.getState();
  return state.status === 'signedIn' ? state.user.userId : undefined;
}

import { Amplify, type ResourcesConfig } from 'aws-amplify';
import { decodeJWT } from 'aws-amplify/auth';
import type { ClientConfig } from './core/client-config';
import { internalsOf } from './core/client-internals';
import type { CognitoClient } from './core/cognito-client';
import { asCognitoError } from './core/cognito-error';

/**
 * Lets aws-amplify v6 ride on a client's session.
 *
 * After it `fetchAuthSession`, `getCurrentUser`, `get`, Storage and Data use this package's
 * session and credentials. Sign in and out with this package's hooks only: Amplify's own `signIn`,
 * `signOut` and redirects keep another session.
 *
 * When nobody is signed in Amplify sends its REST calls unsigned; the API refuses them.
 *
 * @example
 * const client = createCognitoClient(await loadClientConfig());
 * connectAmplify(client);
 * const { body } = await get({ apiName: 'Random', path: '/private' }).response;
 */
export function connectAmplify(client: CognitoClient): void {
  const { config } = internalsOf(client);
  Amplify.configure(toResourcesConfig(config), {
    Auth: {
      tokenProvider: {
        async getTokens({ forceRefresh = false } = {}) {
          if (forceRefresh) await refresh(client);
          const tokens = await client.getTokens();
          if (tokens === null) return null;
          const { accessToken, idToken } = tokens;
          return { accessToken: decodeJWT(accessToken), idToken: decodeJWT(idToken) };
        },
      },
      credentialsProvider: {
        async getCredentialsAndIdentityId() {
          if ((await client.getTokens()) === null) return undefined;
          const { identityId, ...credentials } = await client.credentials();
          return { credentials, identityId };
        },
        // The client drops its credentials itself, with its session.
        clearCredentialsAndIdentityId: () => undefined,
      },
    },
  });
}

/** A refusal shows in the tokens that are read next; a failed call has to be told. */
async function refresh(client: CognitoClient): Promise<void> {
  const result = await client.refresh();
  if (!result.ok && asCognitoError(result.error).retryable) throw result.error;
}

function toResourcesConfig(config: ClientConfig): ResourcesConfig {
  const { userPoolId, userPoolClientId, identityPoolId, guests, endpoints, apis } = config;
  const rest = Object.entries(apis).map(([name, { url, region }]) => [
    name,
    { endpoint: url, region },
  ]);
  return {
    Auth: {
      Cognito: {
        userPoolId,
        userPoolClientId,
        identityPoolId,
        allowGuestAccess: guests,
        ...(endpoints && {
          userPoolEndpoint: endpoints.userPool,
          identityPoolEndpoint: endpoints.identityPool,
        }),
      },
    },
    API: { REST: Object.fromEntries(rest) },
  };
}

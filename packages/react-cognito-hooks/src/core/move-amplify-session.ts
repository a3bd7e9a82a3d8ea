import { internalsOf } from './client-internals';
import type { CognitoClient } from './cognito-client';
import { webStore } from './key-value-store';
import { loadPart } from './load-part';

/**
 * Takes over the session that aws-amplify or amazon-cognito-identity-js left in `localStorage`, so
 * that users stay signed in when an app leaves those libraries for this one.
 *
 * Moves it once: a session of this package is never replaced, tokens of another user pool or app
 * client are left where they are, and two tabs do not both move it. Do not call it on a page that
 * configures Amplify with a session of its own, which would lose it.
 *
 * @returns whether a session was moved
 * @example
 * const client = createCognitoClient(await loadClientConfig());
 * await moveAmplifySession(client);
 */
export async function moveAmplifySession(client: CognitoClient): Promise<boolean> {
  const internals = internalsOf(client);
  const key = `CognitoIdentityServiceProvider.${internals.config.userPoolClientId}.LastAuthUser`;
  if (webStore('local').getItem(key) === null) return false;
  const { takeAmplifySession } = await loadPart(() => import('./amplify-session'));
  return takeAmplifySession(internals);
}

import type { AuthUser } from './auth-user';
import type { CognitoClient } from './cognito-client';
import { CognitoError } from './cognito-error';

/**
 * The user who is signed in, for a router's loader; nothing is fetched.
 *
 * It decides what a page shows and protects nothing: IAM decides what the API answers.
 *
 * @throws CognitoError `NotSignedIn` where nobody is: lead to the sign-in page
 * @example
 * const loader = async () => {
 *   const user = await requireUser(client).catch(() => null);
 *   return user ?? redirect('/sign-in');
 * };
 */
export async function requireUser(client: CognitoClient): Promise<AuthUser> {
  await client.ready;
  const state = client.getState();
  if (state.status === 'signedIn') return state.user;
  throw new CognitoError('NotSignedIn', 'nobody is signed in');
}

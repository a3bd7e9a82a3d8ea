import { Amplify } from 'aws-amplify';
import { confirmSignUp, fetchAuthSession, signIn, signOut, signUp } from 'aws-amplify/auth';
import type { Local } from 'secured-api-local';
import { configOf } from './config-of';
import { uniqueAddress } from './unique-address';

// Amplify names a device after its browser, and keeps none where there is nothing to name it by.
if (!('navigator' in globalThis)) {
  Object.assign(globalThis, { navigator: { userAgent: 'a browser' } });
}

/** A password that the example's policy takes. */
export const PASSWORD = 'Correct-horse-7';

/** The URL of the example's API. */
export function apiUrl(local: Local): string {
  return Object.values(local.apis)[0]?.url ?? '';
}

/** Configures unmodified aws-amplify by nothing but a run's client config, and whether guests are. */
export function configureAmplify(local: Local, { allowGuestAccess = false } = {}): void {
  const { userPoolId, userPoolClientId, identityPoolId, endpoints, apis } = configOf(local);
  const rest = Object.entries(apis).map(([name, { url, region }]) => [
    name,
    { endpoint: url, region },
  ]);
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId,
        userPoolClientId,
        identityPoolId,
        allowGuestAccess,
        userPoolEndpoint: endpoints.userPool,
        identityPoolEndpoint: endpoints.identityPool,
      },
    },
    API: { REST: Object.fromEntries(rest) },
  });
}

/** Signs a new user up and confirms by the code in the inbox; returns the address. */
export async function newUser(local: Local, kind: 'email' | 'phone' = 'email'): Promise<string> {
  const address = uniqueAddress(kind);
  const attribute = kind === 'phone' ? 'phone_number' : 'email';
  await signUp({
    username: address,
    password: PASSWORD,
    options: { userAttributes: { [attribute]: address } },
  });
  const confirmationCode = local.inbox.latest(address)?.code ?? '';
  await confirmSignUp({ username: address, confirmationCode });
  return address;
}

/** Signs a new user in and returns what their session holds; nobody is signed in afterwards. */
export async function newSession(local: Local) {
  configureAmplify(local);
  const address = await newUser(local);
  await signIn({ username: address, password: PASSWORD });
  const { tokens, credentials, identityId } = await fetchAuthSession();
  if (!tokens?.idToken || !credentials || !identityId) throw new Error('no session');
  return {
    address,
    identityId,
    credentials,
    idToken: tokens.idToken.toString(),
    accessToken: tokens.accessToken.toString(),
  };
}

/** Forgets the session of this process. */
export const forgetSession = (): Promise<void> => signOut();

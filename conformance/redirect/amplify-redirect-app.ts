import { Amplify } from 'aws-amplify';
import 'aws-amplify/auth/enable-oauth-listener';
import { fetchAuthSession, signInWithRedirect, signOut } from 'aws-amplify/auth';
import { Hub } from 'aws-amplify/utils';

// Unmodified Amplify, as its documentation has it, against the hosted login of the config.
const config = await (await fetch('/config.json')).json();
const origin = `${location.origin}/`;

Hub.listen('auth', ({ payload }) => {
  if (payload.event === 'signInWithRedirect') void showSession();
  if (payload.event === 'signInWithRedirect_failure') show('failed');
});
Amplify.configure({
  Auth: {
    Cognito: {
      userPoolId: config.userPoolId,
      userPoolClientId: config.userPoolClientId,
      identityPoolId: config.identityPoolId,
      userPoolEndpoint: config.endpoints.userPool,
      identityPoolEndpoint: config.endpoints.identityPool,
      loginWith: {
        oauth: {
          domain: new URL(config.hostedLogin.url).host,
          scopes: config.hostedLogin.scopes,
          redirectSignIn: [origin],
          redirectSignOut: [origin],
          responseType: config.responseType ?? 'code',
        },
      },
    },
  },
});

function show(text: string): void {
  const output = document.querySelector('output') ?? document.createElement('output');
  output.textContent = text;
  document.body.append(output);
}

async function showSession(): Promise<void> {
  const { tokens, credentials } = await fetchAuthSession();
  const { 'cognito:username': name } = tokens?.idToken?.payload ?? {};
  show(name ? `signed in as ${name}, ${credentials ? 'with' : 'without'} credentials` : 'nobody');
}

const BUTTONS: Record<string, () => Promise<void>> = {
  'Sign in': () => signInWithRedirect(),
  'Sign in with Google': () => signInWithRedirect({ provider: 'Google' }),
  'Sign out': () => signOut(),
};
for (const [name, run] of Object.entries(BUTTONS)) {
  const button = document.createElement('button');
  button.textContent = name;
  button.addEventListener('click', () => void run());
  document.body.append(button);
}
if (!/code=|access_token=/.test(location.search + location.hash)) await showSession();

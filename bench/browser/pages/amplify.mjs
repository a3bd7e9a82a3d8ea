// Signs in and calls the API by aws-amplify alone.
import { Amplify } from 'aws-amplify';
import { get } from 'aws-amplify/api';
import { signIn, signOut } from 'aws-amplify/auth';

const config = await (await fetch('/config.json')).json();
const { userPoolId, userPoolClientId, identityPoolId, endpoints } = config;
const [{ url: endpoint, region }] = Object.values(config.apis);
Amplify.configure({
  Auth: {
    Cognito: {
      userPoolId,
      userPoolClientId,
      identityPoolId,
      userPoolEndpoint: endpoints.userPool,
      identityPoolEndpoint: endpoints.identityPool,
    },
  },
  API: { REST: { Random: { endpoint, region } } },
});

const call = async () => (await get({ apiName: 'Random', path: '/private' }).response).statusCode;

window.bench = {
  async signInAndCall(username, password) {
    const started = performance.now();
    const { isSignedIn } = await signIn({ username, password });
    const status = isSignedIn && (await call());
    return { ms: performance.now() - started, status };
  },
  callAtOnce: (count) => Promise.all(Array.from({ length: count }, call)),
  signOut: () => signOut(),
};

import { Amplify } from 'aws-amplify';
import * as auth from 'aws-amplify/auth';

declare global {
  var amplify: typeof auth;
}

const { userPoolId, userPoolClientId, identityPoolId, endpoints } = await (
  await fetch('/config.json')
).json();
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
});
globalThis.amplify = auth;
document.title = 'ready';

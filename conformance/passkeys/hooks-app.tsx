import { useEffect } from 'react';
import {
  CognitoProvider,
  createCognitoClient,
  loadClientConfig,
  useAuth,
  usePasskeys,
  useSignIn,
  useSignOut,
} from 'react-cognito-hooks';
import { createRoot } from 'react-dom/client';

declare global {
  var hooks: ReturnType<typeof useHooks>;
}

function useHooks() {
  const signIn = useSignIn({ flow: 'USER_AUTH' });
  return { auth: useAuth(), signIn, passkeys: usePasskeys(), signOut: useSignOut() };
}

/** Shows nothing but how far it is, and hands its hooks to whoever drives the page. */
function Page() {
  const hooks = useHooks();
  useEffect(() => {
    globalThis.hooks = hooks;
  });
  return <output>{hooks.signIn.step.name}</output>;
}

const client = createCognitoClient(await loadClientConfig());
createRoot(document.body).render(
  <CognitoProvider client={client}>
    <Page />
  </CognitoProvider>,
);

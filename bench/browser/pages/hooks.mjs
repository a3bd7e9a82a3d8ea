// Signs in and calls the API by react-cognito-hooks, as a page does whose form is on the screen.
import { createElement, useEffect } from 'react';
import {
  CognitoProvider,
  createCognitoClient,
  useSignedFetch,
  useSignIn,
  useSignOut,
} from 'react-cognito-hooks';
import { createRoot } from 'react-dom/client';

const client = createCognitoClient(await (await fetch('/config.json')).json());

function Form() {
  const { signIn } = useSignIn();
  const signOut = useSignOut();
  const signedFetch = useSignedFetch();
  useEffect(() => {
    const call = async () => (await signedFetch('/private')).status;
    window.bench = {
      async signInAndCall(username, password) {
        const started = performance.now();
        const { ok } = await signIn({ username, password });
        const status = ok && (await call());
        return { ms: performance.now() - started, status };
      },
      callAtOnce: (count) => Promise.all(Array.from({ length: count }, call)),
      signOut: () => signOut(),
    };
  }, [signIn, signOut, signedFetch]);
  return null;
}

createRoot(document.getElementById('root')).render(
  createElement(CognitoProvider, { client }, createElement(Form)),
);

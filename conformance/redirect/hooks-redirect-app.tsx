import {
  CognitoProvider,
  createCognitoClient,
  loadClientConfig,
  useAuth,
  useSignIn,
  useSignOut,
} from 'react-cognito-hooks';
import { createRoot } from 'react-dom/client';

function Session() {
  const auth = useAuth();
  const { signInWithRedirect } = useSignIn();
  const signOut = useSignOut();
  const text =
    auth.status === 'signedIn'
      ? `${auth.user.provider ?? 'the pool'}: ${auth.user.email}`
      : auth.status === 'signedOut'
        ? `signed out: ${auth.reason} ${auth.error?.code ?? ''}`
        : 'loading';
  return (
    <>
      <output>{text}</output>
      <button type="button" onClick={() => void signInWithRedirect({ returnTo: '/?page=2#top' })}>
        Sign in
      </button>
      <button type="button" onClick={() => void signInWithRedirect({ provider: 'Google' })}>
        Sign in with Google
      </button>
      <button type="button" onClick={() => void signOut()}>
        Sign out
      </button>
    </>
  );
}

const client = createCognitoClient(await loadClientConfig());
const { href } = location;
const ready = client.ready;
// What a script that runs at once would see of the URL.
document.title = location.href === href ? 'as it was' : 'without the answer';
await ready;
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <CognitoProvider client={client}>
      <Session />
    </CognitoProvider>,
  );
}

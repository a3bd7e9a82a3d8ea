import { StrictMode, useState } from 'react';
import {
  type CognitoClient,
  CognitoProvider,
  createCognitoClient,
  loadClientConfig,
  useAuth,
  useSignIn,
  useSignOut,
  useSignUp,
} from 'react-cognito-hooks';
import { createRoot } from 'react-dom/client';

declare global {
  var client: CognitoClient;
}

function SignIn() {
  const { signIn, error } = useSignIn();
  const send = (form: FormData) =>
    signIn({ username: String(form.get('username')), password: String(form.get('password')) });
  return (
    <form action={async (form) => void (await send(form))}>
      <input name="username" aria-label="Username" />
      <input name="password" aria-label="Password" type="password" />
      <button type="submit">Sign in</button>
      <output aria-label="refusal">{error?.code}</output>
    </form>
  );
}

function SignUp() {
  const { step, signUp, pending } = useSignUp();
  const ada = () => signUp({ username: 'grace@example.com', password: 'Correct-Horse-7' });
  return (
    <>
      <output aria-label="step">{pending ? 'pending' : step.name}</output>
      <button type="button" onClick={() => void ada()}>
        Sign up
      </button>
    </>
  );
}

const PAGES = { 'sign-in': SignIn, 'sign-up': SignUp };

function Pages() {
  const auth = useAuth();
  const signOut = useSignOut();
  const [name, setName] = useState<keyof typeof PAGES>('sign-in');
  const Page = PAGES[name];
  const text = {
    loading: () => 'loading',
    signedIn: () => `signed in: ${auth.status === 'signedIn' && auth.user.email}`,
    signedOut: () => `signed out: ${auth.status === 'signedOut' && auth.reason}`,
  };
  return (
    <>
      <output aria-label="session">{text[auth.status]()}</output>
      <button type="button" onClick={() => setName(name === 'sign-in' ? 'sign-up' : 'sign-in')}>
        Other page
      </button>
      <button type="button" onClick={() => void signOut()}>
        Sign out
      </button>
      <Page />
    </>
  );
}

const root = document.getElementById('root');
try {
  globalThis.client = createCognitoClient(await loadClientConfig());
  if (root !== null) {
    createRoot(root).render(
      <StrictMode>
        <CognitoProvider client={client}>
          <Pages />
        </CognitoProvider>
      </StrictMode>,
    );
  }
} catch (thrown) {
  if (root !== null) root.textContent = String(thrown);
}

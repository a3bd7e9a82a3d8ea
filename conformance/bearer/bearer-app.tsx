import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserAttribute,
  CognitoUserPool,
  type CognitoUserSession,
} from 'amazon-cognito-identity-js';
import { type FormEvent, StrictMode, useEffect, useState } from 'react';
import type { ClientConfig } from 'react-cognito-hooks';
import { createRoot } from 'react-dom/client';

const config: ClientConfig = await (await fetch('/config.json')).json();
const pool = new CognitoUserPool({
  UserPoolId: config.userPoolId,
  ClientId: config.userPoolClientId,
  endpoint: config.endpoints?.userPool,
});

const userOf = (name: string) => new CognitoUser({ Username: name, Pool: pool });

/** A callback of the library as a promise. */
function settle<Result>(
  call: (done: (error: Error | null | undefined, result?: Result) => void) => void,
): Promise<Result | undefined> {
  return new Promise((resolve, reject) => {
    call((error, result) => (error ? reject(error) : resolve(result)));
  });
}

function signUp(email: string, password: string) {
  const attributes = [new CognitoUserAttribute({ Name: 'email', Value: email })];
  return settle((done) => pool.signUp(email, password, attributes, [], done));
}

function confirm(email: string, code: string) {
  return settle((done) => userOf(email).confirmRegistration(code, true, done));
}

function signIn(email: string, password: string): Promise<unknown> {
  const details = new AuthenticationDetails({ Username: email, Password: password });
  return new Promise((onSuccess, onFailure) => {
    userOf(email).authenticateUser(details, { onSuccess, onFailure });
  });
}

/** The session that the library keeps, renewed if need be. */
function currentSession(): Promise<CognitoUserSession | undefined> {
  const user = pool.getCurrentUser();
  if (user === null) return Promise.resolve(undefined);
  return settle<CognitoUserSession>((done) =>
    user.getSession((error: Error | null, session: CognitoUserSession | null) =>
      done(error, session ?? undefined),
    ),
  );
}

function renew(session: CognitoUserSession) {
  return settle((done) => pool.getCurrentUser()?.refreshSession(session.getRefreshToken(), done));
}

async function callApi(path: string, token?: string): Promise<string> {
  const [api] = Object.values(config.apis);
  const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
  const answer = await fetch(`${api?.url}${path}`, { headers });
  return `${answer.status} ${await answer.text()}`;
}

interface FormProps {
  readonly name: string;
  readonly fields: readonly string[];
  readonly onSubmit: (values: Record<string, string>) => Promise<unknown>;
}

function AccountForm({ name, fields, onSubmit }: FormProps) {
  const [result, setResult] = useState('');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values = Object.fromEntries(
      [...new FormData(event.currentTarget)].map(([key, value]) => [key, String(value)]),
    );
    onSubmit(values).then(
      () => setResult('done'),
      (error: Error) => setResult(error.message),
    );
  };
  return (
    <form aria-label={name} onSubmit={submit}>
      {fields.map((field) => (
        <label key={field}>
          {field} <input name={field} type={field === 'password' ? 'password' : 'text'} />
        </label>
      ))}
      <button type="submit">{name}</button>
      <output>{result}</output>
    </form>
  );
}

function Numbers({ session }: { readonly session?: CognitoUserSession }) {
  const [answers, setAnswers] = useState<Record<string, string>>({});
  useEffect(() => {
    const accessToken = session?.getAccessToken().getJwtToken();
    const calls: Record<string, Promise<string>> = {
      public: callApi('/public'),
      private: callApi('/private', accessToken),
      'by id token': callApi('/private', session?.getIdToken().getJwtToken()),
      forged: callApi('/private', accessToken && `${accessToken.slice(0, -8)}AAAAAAAA`),
    };
    for (const [name, call] of Object.entries(calls)) {
      call.then((answer) => setAnswers((known) => ({ ...known, [name]: answer })));
    }
  }, [session]);
  return (
    <section>
      {Object.entries(answers).map(([name, answer]) => (
        <output key={name} aria-label={name}>
          {answer}
        </output>
      ))}
    </section>
  );
}

function BearerApp() {
  const [session, setSession] = useState<CognitoUserSession>();
  const update = () => currentSession().then(setSession);
  useEffect(() => void currentSession().then(setSession), []);
  const signOut = () => {
    pool.getCurrentUser()?.signOut(() => void update());
  };
  return (
    <main>
      <h1>{session ? 'Signed in' : 'Signed out'}</h1>
      <AccountForm
        name="Sign up"
        fields={['email', 'password']}
        onSubmit={({ email = '', password = '' }) => signUp(email, password)}
      />
      <AccountForm
        name="Confirm"
        fields={['email', 'code']}
        onSubmit={({ email = '', code = '' }) => confirm(email, code)}
      />
      <AccountForm
        name="Sign in"
        fields={['email', 'password']}
        onSubmit={({ email = '', password = '' }) => signIn(email, password).then(update)}
      />
      {session && (
        <>
          <button type="button" onClick={() => renew(session).then(update)}>
            Renew
          </button>
          <button type="button" onClick={signOut}>
            Sign out
          </button>
        </>
      )}
      <Numbers session={session} />
    </main>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <BearerApp />
    </StrictMode>,
  );
}

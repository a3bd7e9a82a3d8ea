import { createHash } from 'node:crypto';
import type { UserPoolClientSettings } from '../../../src/cognito-idp/pool/user-pool-settings';
import type { ServerAnswer } from '../../../src/support/loopback-server';
import { RequestLog } from '../../../src/support/request-log';
import { CLIENT_ID, createFixture, type FixtureOptions, POOL_ID } from '../user-pool-fixture';

export const CALLBACK = 'http://localhost:5173/back';
export const LOGOUT = 'http://localhost:5173/bye';
export const VERIFIER = 'v'.repeat(43);
export const HOST = 'localhost:4002';

/** What an authorization request of the fixture's client holds. */
export const REQUEST = {
  client_id: CLIENT_ID,
  response_type: 'code',
  redirect_uri: CALLBACK,
  scope: 'openid email',
  state: 'state of the client',
  nonce: 'nonce of the client',
  code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
  code_challenge_method: 'S256',
};

export const OAUTH = {
  flows: ['code'],
  scopes: ['openid', 'email', 'profile', 'aws.cognito.signin.user.admin', 'items/read'],
  callbackUrls: [CALLBACK],
  logoutUrls: [LOGOUT],
  providers: ['COGNITO'],
} as const satisfies UserPoolClientSettings['oauth'];

/** A page or an answer, as a test looks at it. */
export interface Answer extends ServerAnswer {
  readonly text: string;
  readonly location: URL;
}

/** A hosted login without a server, and browsers that go through it. */
export function createLogin(options: FixtureOptions = {}) {
  const fixture = createFixture({ ...options, client: { oauth: OAUTH, ...options.client } });
  const requests = new RequestLog();
  fixture.userPools.setLoginUrl(POOL_ID, `http://${HOST}`);
  const login = fixture.userPools.hostedLogin(POOL_ID, { scheme: 'http', requests });

  const send = async (
    method: string,
    target: string,
    sent: { headers?: Record<string, string>; body?: string } = {},
  ): Promise<Answer> => {
    const headers = Object.entries({ host: HOST, ...sent.headers });
    const raw = { method, target, headers, body: Buffer.from(sent.body ?? '') };
    const answer = await login.answer({ raw, sourceIp: '127.0.0.1', protocol: 'HTTP/1.1' });
    const location = new URL(String(answer.headers.location ?? ''), `http://${HOST}`);
    return { ...answer, text: String(answer.body), location };
  };

  /** `POST` of a form to an endpoint. */
  const post = async (
    path: string,
    form: Record<string, string>,
    headers: Record<string, string> = {},
  ) => {
    const answer = await send('POST', path, {
      body: new URLSearchParams(form).toString(),
      headers,
    });
    const json = (): Record<string, string> => JSON.parse(answer.text);
    return { ...answer, json };
  };

  /** Exchanges a code as the fixture's client does. */
  const exchange = (code: string, form: Record<string, string> = {}) =>
    post('/oauth2/token', {
      grant_type: 'authorization_code',
      client_id: CLIENT_ID,
      redirect_uri: CALLBACK,
      code_verifier: VERIFIER,
      code,
      ...form,
    });

  return { ...fixture, requests, send, post, exchange, browser: () => createBrowser(send) };
}

export type Login = ReturnType<typeof createLogin>;

/** A browser: it keeps cookies, follows redirects of this origin and sends the forms of pages. */
function createBrowser(send: Login['send']) {
  const cookies = new Map<string, string>();
  let page: Answer | undefined;

  const request = async (method: string, target: string, body?: string): Promise<Answer> => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const headers: Record<string, string> = { ...(cookie !== '' && { cookie }) };
    if (method === 'POST') headers.origin = `http://${HOST}`;
    const answer = await send(method, target, { headers, ...(body !== undefined && { body }) });
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (line.includes('Max-Age=0')) cookies.delete(name);
      else cookies.set(name, value);
    }
    page = answer;
    const { host, pathname, search } = answer.location;
    return answer.status === 302 && host === HOST ? request('GET', pathname + search) : answer;
  };

  const authorize = (changes: Record<string, string | undefined> = {}): Promise<Answer> => {
    const query = Object.entries({ ...REQUEST, ...changes }).filter(([, value]) => value);
    return request('GET', `/oauth2/authorize?${new URLSearchParams(query as [string, string][])}`);
  };
  /** Fills in the form of the page, or the one that answers so where there are several. */
  const submit = (fields: Record<string, string>): Promise<Answer> => {
    const forms = page?.text.split('</form>') ?? [];
    const answer = `name="answer" value="${fields.answer}"`;
    const text = forms.find((one) => one.includes(answer)) ?? forms[0] ?? '';
    const action = /<form method="post" action="([^"]*)"/.exec(text)?.[1] ?? '';
    const hidden = text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
    const known = [...hidden].map(([, name = '', value = '']) => [name, value] as const);
    const form = new URLSearchParams({ ...Object.fromEntries(known), ...fields });
    return request('POST', action.replaceAll('&amp;', '&'), form.toString());
  };
  return { authorize, submit, cookies, open: (target: string) => request('GET', target) };
}

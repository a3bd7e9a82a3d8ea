import { CognitoError } from './cognito-error';
import type { SignedFetch } from './signed-fetch';
import { encodeRfc3986 } from './uri-encoding';

/**
 * The routes of your API, for `useApi`: augmented with `interface Register { routes: ... }`.
 *
 * Each key is a route such as `GET /users/{id}`, each value says what it takes and answers:
 * `{ json?: ..., response?: ... }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is there to be augmented
export interface Register {}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
type AnyRoutes = Record<`${Method} /${string}`, object>;
type Routes = Register extends { routes: infer R } ? R : AnyRoutes;

/** The names of a route's path variables: `GET /a/{b}/{c+}` has `b` and `c`. */
type ParamName<Route> = Route extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${infer Greedy}+` ? Greedy : Name) | ParamName<Rest>
  : never;

type Params<Route> = [ParamName<Route>] extends [never]
  ? { params?: undefined }
  : { params: Readonly<Record<ParamName<Route>, string | number>> };

/** What a call of a route takes. */
export type ApiInput<Route extends keyof Routes> = Params<Route> &
  (Routes[Route] extends { json: infer Json } ? { json: Json } : { json?: unknown }) & {
    query?: Readonly<Record<string, string | number | boolean | undefined>>;
    signal?: AbortSignal;
  };

type ApiOutput<Route extends keyof Routes> = Routes[Route] extends { response: infer R }
  ? R
  : unknown;

/** Without anything that must be given, the input itself may be left out. */
type Arguments<Route extends keyof Routes> =
  object extends ApiInput<Route> ? [input?: ApiInput<Route>] : [input: ApiInput<Route>];

/**
 * Calls a route and gives its JSON; undefined where the answer has no body.
 *
 * Rejects like a signed fetch, and with a CognitoError `HttpError` where the status is not 2xx or
 * the body is not JSON: `status` says which, `cause` is the response.
 */
export type Api = <Route extends keyof Routes & string>(
  route: Route,
  ...input: Arguments<Route>
) => Promise<ApiOutput<Route>>;

interface AnyInput {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly json?: unknown;
  readonly signal?: AbortSignal;
}

/** Creates a caller of typed routes over a signed fetch. */
export function createApi(signedFetch: SignedFetch): Api {
  const api = async (route: string, input: AnyInput = {}): Promise<unknown> => {
    const [method = '', template = ''] = route.split(' ');
    const { json, signal } = input;
    const response = await signedFetch(fillPath(template, input.params) + toQuery(input.query), {
      method,
      signal,
      ...(json !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(json),
      }),
    });
    return readJson(route, response);
  };
  return api as Api;
}

function fillPath(template: string, params: AnyInput['params'] = {}): string {
  return template.replace(/\{([^}+]+)(\+?)\}/g, (_, name: string, greedy: string) => {
    const value = String(params[name] ?? '');
    const segments = greedy === '' ? [value] : value.split('/');
    if (segments.every(isSegment)) return segments.map(encodeRfc3986).join('/');
    throw new TypeError(`'${value}' cannot stand for {${name}${greedy}} of '${template}'`);
  });
}

/** A URL drops dots, and whether a slash in a variable is one is not defined by API Gateway. */
const isSegment = (segment: string) => segment !== '' && !/^\.\.?$|\//.test(segment);

function toQuery(query: AnyInput['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const pairs = given.map(
    ([name, value]) => `${encodeRfc3986(name)}=${encodeRfc3986(String(value))}`,
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

async function readJson(route: string, response: Response): Promise<unknown> {
  const { status } = response;
  if (!response.ok) {
    const message = `${route} answers status ${status}`;
    throw new CognitoError('HttpError', message, { status, cause: response });
  }
  const text = await response.text();
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    const message = `${route} answers a body that is not JSON`;
    throw new CognitoError('HttpError', message, { status, cause: response });
  }
}

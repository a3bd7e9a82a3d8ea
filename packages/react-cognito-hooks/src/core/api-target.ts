import type { ApiConfig, ClientConfig } from './client-config';
import { CognitoError } from './cognito-error';
import { normalizeQuery } from './uri-encoding';

/** Where one call goes, and the region that it is signed for. */
export interface ApiTarget {
  readonly url: URL;
  readonly region: string;
}

/**
 * Resolves what a caller asked for against the config's APIs.
 *
 * @param api the API that a path belongs to, by name; default the only one
 * @throws CognitoError `ForeignOrigin` for a URL that is in none of them
 * @throws TypeError where the config has no such API, or several and none is named
 */
export function resolveApiTarget(
  { apis }: Pick<ClientConfig, 'apis'>,
  requested: string | URL,
  api?: string,
): ApiTarget {
  const isAbsolute = requested instanceof URL || /^[a-z][a-z\d+.-]*:/i.test(requested);
  const candidates = isAbsolute ? Object.values(apis) : [findApi(apis, api)];
  const [first] = candidates;
  const url = isAbsolute || !first ? new URL(requested) : joinPath(first, String(requested));
  const home = candidates.find((candidate) => isWithin(url, new URL(candidate.url)));
  if (home !== undefined) return { url: normalizeQuery(url), region: home.region };
  throw new CognitoError(
    'ForeignOrigin',
    `'${url.origin}' is the URL of none of the config's APIs`,
  );
}

function findApi(apis: ClientConfig['apis'], name: string | undefined): ApiConfig {
  const names = Object.keys(apis);
  const found = name ?? (names.length === 1 ? names[0] : undefined);
  const config = found === undefined ? undefined : apis[found];
  if (config !== undefined) return config;
  const given = name === undefined ? 'no API is named' : `'${name}' is no API of the config`;
  throw new TypeError(`${given}, use one of: ${names.join(', ') || '(the config has none)'}`);
}

function joinPath({ url }: ApiConfig, path: string): URL {
  return new URL(`${url.replace(/\/$/, '')}${path.startsWith('/') ? '' : '/'}${path}`);
}

function isWithin(url: URL, base: URL): boolean {
  const path = base.pathname.replace(/\/$/, '');
  return url.origin === base.origin && `${url.pathname}/`.startsWith(`${path}/`) && !url.username;
}

import type { OAuthFlow, OAuthSettings } from '../cognito-idp/pool/user-pool-settings';
import type { PropertyReader } from './property-reader';

const FLOWS = ['code', 'implicit', 'client_credentials'] as const;

/** The scopes that every pool has. */
const COGNITO_SCOPES = ['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin'];

/** What a client's OAuth settings may refer to. */
export interface OAuthSurroundings {
  readonly hasSecret: boolean;
  /** Scopes of the pool's resource servers. */
  readonly customScopes: readonly string[];
  /** Names of the pool's providers, without `COGNITO`. */
  readonly providers: readonly string[];
}

/** What a client may do at the hosted login; `undefined` where the template does not let it in. */
export function readOAuth(
  reader: PropertyReader,
  { hasSecret, customScopes, providers }: OAuthSurroundings,
): OAuthSettings | undefined {
  const supported = allOf(reader, 'SupportedIdentityProviders', ['COGNITO', ...providers]);
  if (reader.optionalBoolean('AllowedOAuthFlowsUserPoolClient') !== true) return undefined;
  const flows = readFlows(reader, hasSecret);
  const callbackUrls = reader.texts('CallbackURLs').map((url) => callback(reader, url));
  const logoutUrls = reader.texts('LogoutURLs');
  const defaultRedirectUri = reader.optionalText('DefaultRedirectURI');
  if (defaultRedirectUri !== undefined && !callbackUrls.includes(defaultRedirectUri)) {
    reader.refuse('DefaultRedirectURI', 'one of CallbackURLs');
  }
  if (callbackUrls.length === 0 && flows.some((flow) => flow !== 'client_credentials')) {
    reader.refuse('CallbackURLs', 'at least one for the code and implicit flows');
  }
  return {
    flows,
    scopes: allOf(reader, 'AllowedOAuthScopes', [...COGNITO_SCOPES, ...customScopes]),
    callbackUrls,
    logoutUrls,
    defaultRedirectUri,
    providers: supported.length > 0 ? supported : ['COGNITO'],
  };
}

function readFlows(reader: PropertyReader, hasSecret: boolean): readonly OAuthFlow[] {
  const given = reader.texts('AllowedOAuthFlows');
  if (given.length === 0) reader.refuse('AllowedOAuthFlows', `one of ${FLOWS.join(', ')}`);
  const flows = given.map(
    (name) =>
      FLOWS.find((flow) => flow === name) ?? reader.refuse('AllowedOAuthFlows', FLOWS.join(', ')),
  );
  if (!flows.includes('client_credentials')) return flows;
  if (flows.length > 1 || !hasSecret) {
    reader.refuse('AllowedOAuthFlows', 'client_credentials alone, and GenerateSecret');
  }
  return flows;
}

/** `https`, `http` of this machine, or a scheme of an app's own; never with a fragment. */
function callback(reader: PropertyReader, url: string): string {
  const expected = 'https URLs, http ones of localhost, or those of an app, without a fragment';
  if (!URL.canParse(url)) return reader.refuse('CallbackURLs', expected);
  const { protocol, hostname, hash } = new URL(url);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  const isScript = ['javascript:', 'data:', 'vbscript:', 'file:', 'blob:'].includes(protocol);
  if (hash !== '' || isScript || (protocol === 'http:' && !isLocal)) {
    return reader.refuse('CallbackURLs', expected);
  }
  return url;
}

function allOf(reader: PropertyReader, name: string, known: readonly string[]): readonly string[] {
  const given = reader.texts(name);
  if (given.some((item) => !known.includes(item))) reader.refuse(name, known.join(', '));
  return given;
}

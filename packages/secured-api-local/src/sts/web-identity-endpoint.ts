import { AwsError } from '../support/aws-error';
import type { Environment } from '../support/environment';
import type { ServerAnswer, ServerRequest } from '../support/loopback-server';
import type { Random } from '../support/random';
import { headerValues } from '../support/raw-request';
import { identityServiceOf } from './identity-service';
import type { CognitoIdentity, Credentials, TokenService } from './token-service';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';
const SECONDS = { least: 900, most: 3_600 };
const KNOWN = [
  'Action',
  'DurationSeconds',
  'RoleArn',
  'RoleSessionName',
  'Version',
  'WebIdentityToken',
];

/** What the endpoint of STS is made with. */
export interface WebIdentityEndpointOptions {
  readonly environment: Environment;
  readonly random: Random;
  readonly tokenService: TokenService;
  /** Who a token of an identity pool names. */
  readonly identityOf: (token: string) => CognitoIdentity | 'expired' | undefined;
}

/**
 * Answers `AssumeRoleWithWebIdentity` of the classic flow, which AWS's query protocol carries.
 *
 * @returns `undefined` for any other request
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export function answerWebIdentity(
  { raw }: ServerRequest,
  options: WebIdentityEndpointOptions,
): ServerAnswer | undefined {
  const [type = ''] = headerValues(raw, 'content-type');
  if (raw.method !== 'POST' || !type.startsWith('application/x-www-form-urlencoded')) {
    return undefined;
  }
  const form = new URLSearchParams(raw.body.toString('utf8'));
  if (form.get('Action') !== 'AssumeRoleWithWebIdentity') return undefined;
  const requestId = options.random.uuid();
  try {
    return succeeded(assume(form, options), requestId);
  } catch (error) {
    if (error instanceof AwsError) return refused(error, requestId);
    throw error;
  }
}

interface Assumed {
  readonly credentials: Credentials;
  readonly identity: CognitoIdentity;
}

function assume(
  form: URLSearchParams,
  { environment, tokenService, identityOf }: WebIdentityEndpointOptions,
): Assumed {
  const unknown = [...form.keys()].find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) throw invalid(`${unknown} is not supported by this local runtime`);
  const sessionName = form.get('RoleSessionName') ?? '';
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) throw invalid('RoleSessionName is not valid');
  const durationSeconds = Number(form.get('DurationSeconds') ?? SECONDS.most);
  if (!(durationSeconds >= SECONDS.least && durationSeconds <= SECONDS.most)) {
    throw invalid(`DurationSeconds is not between ${SECONDS.least} and ${SECONDS.most}`);
  }
  const identity = identityOf(form.get('WebIdentityToken') ?? '');
  if (identity === 'expired') throw new AwsError('ExpiredTokenException', 'Token expired');
  if (identity === undefined) {
    throw new AwsError('InvalidIdentityToken', 'No OpenIDConnect provider found in your account');
  }
  const service = identityServiceOf(environment);
  const credentials = tokenService.assumeRoleWithWebIdentity({
    roleArn: form.get('RoleArn') ?? '',
    federatedPrincipal: service,
    context: {
      [`${service}:aud`]: identity.identityPoolId,
      [`${service}:amr`]: identity.amr,
      [`${service}:sub`]: identity.identityId,
    },
    cognitoIdentity: identity,
    durationSeconds,
    sessionName,
  });
  return { credentials, identity };
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

function succeeded({ credentials, identity }: Assumed, requestId: string): ServerAnswer {
  const body = element('AssumeRoleWithWebIdentityResult', {
    Credentials: {
      AccessKeyId: credentials.accessKeyId,
      SecretAccessKey: credentials.secretAccessKey,
      SessionToken: credentials.sessionToken,
      Expiration: new Date(credentials.expiration).toISOString(),
    },
    SubjectFromWebIdentityToken: identity.identityId,
    Audience: identity.identityPoolId,
  });
  const metadata = element('ResponseMetadata', { RequestId: requestId });
  return xml(200, 'AssumeRoleWithWebIdentityResponse', body + metadata);
}

function refused({ code, message, status }: AwsError, requestId: string): ServerAnswer {
  const error = element('Error', { Type: 'Sender', Code: code, Message: message });
  return xml(status, 'ErrorResponse', error + element('RequestId', requestId));
}

function xml(status: number, name: string, content: string): ServerAnswer {
  return {
    status,
    headers: { 'content-type': 'text/xml', 'access-control-allow-origin': '*' },
    body: `<${name} xmlns="${NAMESPACE}">${content}</${name}>`,
  };
}

type Content = string | { readonly [name: string]: Content };

function element(name: string, content: Content): string {
  const inner =
    typeof content === 'string'
      ? content.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`)
      : Object.entries(content)
          .map(([child, value]) => element(child, value))
          .join('');
  return `<${name}>${inner}</${name}>`;
}

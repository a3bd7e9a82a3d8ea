import { parsePolicy } from '../iam/policy-document';
import type { Roles } from '../iam/roles';
import { trusts } from '../iam/trust';
import type { SigningIdentity } from '../sigv4/verify-signature';
import { AwsError } from '../support/aws-error';
import type { Clock } from '../support/clock';
import type { Environment } from '../support/environment';
import type { Random } from '../support/random';
import { SessionSeal } from './sealed-token';
import type { Principal, RoleSession } from './session';
import type { Credentials, TokenService, WebIdentityRequest } from './token-service';

const KEY_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const MAX_OPENED = 1_000;
const SESSION_NAME = 'CognitoIdentityCredentials';

/** STS with what the runtime itself needs of it. */
export interface LocalTokenService extends TokenService {
  /** Credentials of a role that trusts an AWS service, such as a function's. */
  assumeServiceRole(
    roleArn: string,
    servicePrincipal: string,
    sessionName: string,
    durationSeconds: number,
  ): Credentials;
  /** Whoever holds an access key with exactly this session token. */
  identify(
    accessKeyId: string,
    sessionToken: string | undefined,
  ): SigningIdentity<Principal> | undefined;
  /** Ends every session: what is issued from now on is sealed with another key. */
  reseal(masterKey: Buffer): void;
  /** The key of this run's administrator. */
  readonly administrator: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** What STS is made with. */
export interface TokenServiceOptions {
  readonly environment: Environment;
  readonly clock: Clock;
  readonly random: Random;
  readonly roles: Roles;
  /** 32 bytes, one a state folder. */
  readonly masterKey: Buffer;
}

/** Makes STS: it issues credentials to whoever a role's trust policy names. */
export function createTokenService(options: TokenServiceOptions): LocalTokenService {
  const { clock, random, roles, masterKey } = options;
  let seal = new SessionSeal(masterKey, random);
  const newKeyId = (prefix: string): string => prefix + random.characters(16, KEY_ALPHABET);
  const administratorId = newKeyId('AKIA');
  const administrator = {
    accessKeyId: administratorId,
    secretAccessKey: seal.secretAccessKey(administratorId),
  };

  /** The sessions behind the tokens that were shown last: to unseal one takes a while. */
  const opened = new Map<string, SigningIdentity<RoleSession>>();

  function open(sessionToken: string): SigningIdentity<RoleSession> | undefined {
    const principal = seal.open(sessionToken);
    if (!principal) return undefined;
    const secretAccessKey = seal.secretAccessKey(principal.accessKeyId);
    if (opened.size >= MAX_OPENED) opened.clear();
    opened.set(sessionToken, { secretAccessKey, principal });
    return opened.get(sessionToken);
  }

  function issue(
    session: Omit<RoleSession, 'kind' | 'accessKeyId' | 'expiration'>,
    durationSeconds: number,
  ): Credentials {
    const accessKeyId = newKeyId('ASIA');
    const expiration = clock.now() + durationSeconds * 1000;
    return {
      accessKeyId,
      secretAccessKey: seal.secretAccessKey(accessKeyId),
      sessionToken: seal.seal({ kind: 'roleSession', accessKeyId, expiration, ...session }),
      expiration,
    };
  }

  function assume(request: WebIdentityRequest): Credentials {
    const role = roles.role(request.roleArn);
    const principal = { type: 'Federated', value: request.federatedPrincipal };
    const context = withRequestTags(request);
    const asks = (action: string): boolean =>
      role !== undefined && trusts(role.trust, { action, principal, context });
    const tagged = Object.keys(request.tags ?? {}).length > 0;
    if (!asks('sts:AssumeRoleWithWebIdentity') || (tagged && !asks('sts:TagSession'))) {
      throw new AwsError(
        'AccessDenied',
        'Not authorized to perform sts:AssumeRoleWithWebIdentity',
        403,
      );
    }
    if (request.sessionPolicy !== undefined) parsePolicy(request.sessionPolicy, 'identity');
    return issue(
      {
        roleArn: request.roleArn,
        sessionName: request.sessionName ?? SESSION_NAME,
        cognitoIdentity: request.cognitoIdentity,
        tags: request.tags ?? {},
        sessionPolicy: request.sessionPolicy,
      },
      request.durationSeconds,
    );
  }

  return {
    administrator,
    assumeRoleWithWebIdentity: assume,
    assumeServiceRole(roleArn, servicePrincipal, sessionName, durationSeconds) {
      const role = roles.role(roleArn);
      const principal = { type: 'Service', value: servicePrincipal };
      if (!role || !trusts(role.trust, { action: 'sts:AssumeRole', principal, context: {} })) {
        throw new AwsError('AccessDenied', 'Not authorized to perform sts:AssumeRole', 403);
      }
      const session = { roleArn, sessionName, cognitoIdentity: undefined, tags: {} };
      return issue({ ...session, sessionPolicy: undefined }, durationSeconds);
    },
    reseal(newKey) {
      seal = new SessionSeal(newKey, random);
      opened.clear();
    },
    identify(accessKeyId, sessionToken) {
      if (sessionToken === undefined) {
        return accessKeyId === administrator.accessKeyId
          ? {
              secretAccessKey: administrator.secretAccessKey,
              principal: { kind: 'administrator', accessKeyId },
            }
          : undefined;
      }
      const known = opened.get(sessionToken) ?? open(sessionToken);
      if (known?.principal.accessKeyId !== accessKeyId) return undefined;
      return known.principal.expiration > clock.now() ? known : undefined;
    },
  };
}

/** Trust policies see the tags that are asked for as `aws:RequestTag/...`. */
function withRequestTags({ context, tags }: WebIdentityRequest): WebIdentityRequest['context'] {
  const requested = Object.entries(tags ?? {}).map(([key, value]) => [
    `aws:RequestTag/${key}`,
    value,
  ]);
  return { ...context, ...Object.fromEntries(requested) };
}

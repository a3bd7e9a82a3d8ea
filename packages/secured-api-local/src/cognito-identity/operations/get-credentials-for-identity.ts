import type { Operation } from '../../aws-endpoint/operation';
import {
  type Input,
  optionalText,
  requiredText,
  textMap,
} from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { identityServiceOf } from '../../sts/identity-service';
import type { Credentials, WebIdentityRequest } from '../../sts/token-service';
import { AwsError } from '../../support/aws-error';
import { GUEST_SESSION_POLICY } from '../guest-session-policy';
import type { Identity } from '../identities';
import {
  assertGuestsAllowed,
  type IdentityPoolBackend,
  requirePool,
} from '../identity-pool-backend';
import { type Login, verifyLogins } from '../logins';
import { chooseRole, invalidConfiguration } from '../role-choice';
import { sessionTags } from '../session-tags';

const SESSION_SECONDS = 3_600;

/** `GetCredentialsForIdentity`: temporary credentials of the one role that an identity has. */
export function getCredentialsForIdentity(backend: IdentityPoolBackend): Operation {
  return publicOperation(backend.services.store, 'GetCredentialsForIdentity', (input, call) => {
    const { identity, login } = identify(backend, input);
    const { roleArn: role, why } = chooseRole({
      attachment: backend.attachments.get(identity.poolId),
      login,
      customRoleArn: optionalText(input, 'CustomRoleArn'),
    });
    const service = identityServiceOf(backend.services.environment);
    const credentials = assumeRole(
      backend,
      webIdentity(backend, { role, service, identity, login }),
    );
    call.explain?.(`${role}: ${why}`);
    return {
      IdentityId: identity.id,
      Credentials: {
        AccessKeyId: credentials.accessKeyId,
        SecretKey: credentials.secretAccessKey,
        SessionToken: credentials.sessionToken,
        Expiration: Math.floor(credentials.expiration / 1000),
      },
    };
  });
}

/** Who calls: the owner of the login that was given, or a guest. */
function identify(
  backend: IdentityPoolBackend,
  input: Input,
): { identity: Identity; login: Login | undefined } {
  const { identities } = backend;
  const id = requiredText(input, 'IdentityId');
  const identity = identities.find(id);
  if (identity === undefined) {
    throw new AwsError('ResourceNotFoundException', `Identity '${id}' not found.`);
  }
  const pool = requirePool(backend, identity.poolId);
  const login = verifyLogins(backend, pool, textMap(input, 'Logins'));
  if (login !== undefined) return { identity: ownIdentity(backend, identity, login), login };
  if (identity.login !== undefined) throw forbidden(id);
  assertGuestsAllowed(pool);
  return { identity, login };
}

/**
 * The identity of the login. A guest may become the owner of a login that has no identity yet;
 * where it has one, the answer is for that one, and the guest stays who they were.
 */
function ownIdentity(
  { identities }: IdentityPoolBackend,
  identity: Identity,
  login: Login,
): Identity {
  const owned = identities.findByLogin(identity.poolId, login);
  if (owned?.id === identity.id) return owned;
  if (identity.login !== undefined) throw forbidden(identity.id);
  return owned ?? identities.claim(identity, login);
}

/** Who gets which role. */
interface Assignment {
  readonly role: string;
  readonly service: string;
  readonly identity: Identity;
  readonly login: Login | undefined;
}

function webIdentity(
  { principalTags }: IdentityPoolBackend,
  { role: roleArn, service, identity: { id, poolId }, login }: Assignment,
): WebIdentityRequest {
  const amr =
    login === undefined ? ['unauthenticated'] : ['authenticated', login.provider, login.amr];
  const tags = login === undefined ? {} : sessionTags(principalTags, poolId, login);
  return {
    roleArn,
    federatedPrincipal: service,
    context: {
      [`${service}:aud`]: poolId,
      [`${service}:amr`]: amr,
      [`${service}:sub`]: id,
    },
    cognitoIdentity: { amr, identityId: id, identityPoolId: poolId },
    ...(Object.keys(tags).length > 0 && { tags }),
    ...(login === undefined && { sessionPolicy: GUEST_SESSION_POLICY }),
    durationSeconds: SESSION_SECONDS,
  };
}

function assumeRole({ services }: IdentityPoolBackend, request: WebIdentityRequest): Credentials {
  try {
    return services.tokenService.assumeRoleWithWebIdentity(request);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'AccessDenied') throw error;
    throw invalidConfiguration(
      `the trust policy of ${request.roleArn} does not let this caller assume it, with ${JSON.stringify(request.context)}`,
    );
  }
}

function forbidden(id: string): AwsError {
  return new AwsError('NotAuthorizedException', `Access to Identity '${id}' is forbidden.`);
}

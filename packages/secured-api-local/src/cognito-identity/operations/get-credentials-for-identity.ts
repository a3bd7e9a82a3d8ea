import type { Operation } from '../../aws-endpoint/operation';
import { optionalText } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { identityServiceOf } from '../../sts/identity-service';
import type { Credentials, WebIdentityRequest } from '../../sts/token-service';
import { AwsError } from '../../support/aws-error';
import { GUEST_SESSION_POLICY } from '../guest-session-policy';
import { amrOf, identify } from '../identify';
import type { Identity } from '../identities';
import type { IdentityPoolBackend } from '../identity-pool-backend';
import type { Login } from '../logins';
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
  const amr = amrOf(login);
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

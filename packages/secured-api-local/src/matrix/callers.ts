import type { Cloud } from '../cloud';
import { GUEST_SESSION_POLICY } from '../cognito-identity/guest-session-policy';
import type { IdentityPoolSettings, RoleMapping } from '../cognito-identity/identity-pool-settings';
import { identityServiceOf } from '../sts/identity-service';
import type { Principal } from '../sts/session';
import { AwsError } from '../support/aws-error';
import type { Environment } from '../support/environment';

/** The identity id that stands for any caller's own. */
export const SAMPLE_IDENTITY_ID = 'us-east-1:00000000-0000-4000-8000-000000000000';

const SESSION_SECONDS = 3600;

/** A kind of caller, with the session that the identity pool gives. */
export interface Caller {
  readonly name: string;
  /** Why there is no session: the role's trust policy refuses. */
  readonly session: Principal | undefined;
}

interface Candidate {
  readonly name: string;
  readonly roleArn: string;
  readonly guest: boolean;
}

/** Every kind of caller that the template's identity pools give credentials to. */
export function callersOf(cloud: Cloud, environment: Environment): Caller[] {
  const service = identityServiceOf(environment);
  const pools = cloud.identityPools.pools();
  return pools.flatMap((pool) =>
    candidatesOf(pool, cloud).map((candidate) => ({
      name: pools.length > 1 ? `${candidate.name} of ${pool.id}` : candidate.name,
      session: assume(candidate, pool, service, cloud),
    })),
  );
}

function candidatesOf(pool: IdentityPoolSettings, cloud: Cloud): Candidate[] {
  const roles = cloud.identityPools.rolesOf(pool.id);
  const candidates: Candidate[] = [];
  if (pool.allowUnauthenticated && roles?.unauthenticatedRoleArn) {
    candidates.push({ name: 'guest', roleArn: roles.unauthenticatedRoleArn, guest: true });
  }
  if (roles?.authenticatedRoleArn) {
    candidates.push({ name: 'signed in', roleArn: roles.authenticatedRoleArn, guest: false });
  }
  return [...candidates, ...(roles?.mappings ?? []).flatMap((mapping) => mapped(mapping, cloud))];
}

/** Roles that a token or a rule leads to, in the place of the authenticated role. */
function mapped({ type, provider, rules }: RoleMapping, cloud: Cloud): Candidate[] {
  if (type === 'Rules') {
    return rules.map(({ claim, matchType, value, roleArn }) => ({
      name: `${claim} ${matchType} ${value}`,
      roleArn,
      guest: false,
    }));
  }
  return cloud.userPools
    .pools()
    .filter(({ id }) => provider.includes(`/${id}:`))
    .flatMap(({ id }) => cloud.userPools.groups(id))
    .flatMap(({ name, roleArn }) =>
      roleArn === undefined ? [] : [{ name: `group ${name}`, roleArn, guest: false }],
    );
}

function assume(
  { roleArn, guest }: Candidate,
  pool: IdentityPoolSettings,
  service: string,
  { tokenService }: Cloud,
): Principal | undefined {
  const provider = pool.providers[0]?.providerName;
  const amr = guest ? ['unauthenticated'] : ['authenticated', ...(provider ? [provider] : [])];
  try {
    const credentials = tokenService.assumeRoleWithWebIdentity({
      roleArn,
      federatedPrincipal: service,
      context: {
        [`${service}:aud`]: pool.id,
        [`${service}:amr`]: amr,
        [`${service}:sub`]: SAMPLE_IDENTITY_ID,
      },
      cognitoIdentity: { amr, identityId: SAMPLE_IDENTITY_ID, identityPoolId: pool.id },
      ...(guest && { sessionPolicy: GUEST_SESSION_POLICY }),
      durationSeconds: SESSION_SECONDS,
    });
    const { accessKeyId, sessionToken } = credentials;
    return tokenService.identify(accessKeyId, sessionToken)?.principal;
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

import type { IdentityPoolSettings } from '../../src/cognito-identity/identity-pool-settings';
import { createIdentityPools, type IdentityPools } from '../../src/cognito-identity/identity-pools';
import type { WebIdentityRequest } from '../../src/sts/token-service';
import { AwsError } from '../../src/support/aws-error';
import {
  CLIENT_ID,
  createFixture,
  type Fixture,
  type FixtureOptions,
  POOL_ID,
} from '../cognito-idp/user-pool-fixture';

export const IDENTITY_POOL_ID = 'us-east-1:6f1d2c3b-0000-4000-8000-000000000000';
export const PROVIDER = `cognito-idp.us-east-1.amazonaws.com/${POOL_ID}`;
export const SIGNED_IN_ROLE = 'arn:aws:iam::111122223333:role/signed-in';
export const GUEST_ROLE = 'arn:aws:iam::111122223333:role/guest';

/** An identity pool with the user pool that it trusts. */
export interface IdentityFixture {
  readonly userPool: Fixture;
  readonly identityPools: IdentityPools;
  /** What the token service was asked for. */
  readonly requests: WebIdentityRequest[];
  /** What the developer was told of calls that went well. */
  readonly explained: string[];
  call(operation: string, input: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** The identity of an id token, or of a guest. */
  getId(idToken?: string): Promise<string>;
  getCredentials(
    identityId: string,
    idToken?: string,
    customRoleArn?: string,
  ): Promise<Record<string, unknown>>;
}

/** What a test changes. */
export interface IdentityFixtureOptions extends FixtureOptions {
  readonly identityPool?: Partial<IdentityPoolSettings>;
  /** Whether every trust policy refuses. */
  readonly refusing?: boolean;
}

export function createIdentityFixture(options: IdentityFixtureOptions = {}): IdentityFixture {
  const requests: WebIdentityRequest[] = [];
  const explained: string[] = [];
  const userPool = createFixture(options);
  const services = {
    ...userPool.services,
    tokenService: {
      assumeRoleWithWebIdentity: (request: WebIdentityRequest) => {
        requests.push(request);
        if (options.refusing) throw new AwsError('AccessDenied', 'not authorized', 403);
        return {
          accessKeyId: 'ASIAEXAMPLE',
          secretAccessKey: 'secret',
          sessionToken: 'session',
          expiration: userPool.clock.now() + request.durationSeconds * 1000,
        };
      },
    },
  };
  const identityPools = createIdentityPools(services, userPool.userPools);
  identityPools.add({
    id: IDENTITY_POOL_ID,
    allowUnauthenticated: true,
    allowClassicFlow: false,
    providers: [{ providerName: PROVIDER, clientId: CLIENT_ID, serverSideTokenCheck: true }],
    directProviders: [],
    ...options.identityPool,
  });
  identityPools.attachRoles({
    identityPoolId: IDENTITY_POOL_ID,
    authenticatedRoleArn: SIGNED_IN_ROLE,
    unauthenticatedRoleArn: GUEST_ROLE,
    mappings: [],
  });

  const call: IdentityFixture['call'] = async (name, input) => {
    const operation = identityPools.service.operations.find((found) => found.name === name);
    if (operation === undefined) throw new Error(`no operation ${name}`);
    const request = {
      requestId: 'request',
      sourceIp: '127.0.0.1',
      userAgent: 'test',
      explain: (how: string) => void explained.push(how),
    };
    return (await operation.run(input, request)) as Record<string, unknown>;
  };
  const loginsOf = (idToken?: string) =>
    idToken === undefined ? undefined : { [PROVIDER]: idToken };
  return {
    userPool,
    identityPools,
    requests,
    explained,
    call,
    getId: async (idToken) => {
      const input = { IdentityPoolId: IDENTITY_POOL_ID, Logins: loginsOf(idToken) };
      return String((await call('GetId', input)).IdentityId);
    },
    getCredentials: (identityId, idToken, customRoleArn) =>
      call('GetCredentialsForIdentity', {
        IdentityId: identityId,
        Logins: loginsOf(idToken),
        CustomRoleArn: customRoleArn,
      }),
  };
}

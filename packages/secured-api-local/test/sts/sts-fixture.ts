import { parsePolicy } from '../../src/iam/policy-document';
import { Roles } from '../../src/iam/roles';
import { createTokenService, type LocalTokenService } from '../../src/sts/create-token-service';
import type { WebIdentityRequest } from '../../src/sts/token-service';
import { type AdjustableClock, createClock } from '../../src/support/clock';
import { createRandom } from '../../src/support/random';
import { ENVIRONMENT, START } from '../environment';

export const POOL = 'us-east-1:11111111-2222-4333-8444-555555555555';
export const IDENTITY = 'us-east-1:aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
export const API_ARN = 'arn:aws:execute-api:us-east-1:111122223333:abcdefghij/$default';

/** What a test changes of a role. */
export interface RoleOptions {
  readonly trust?: readonly object[];
  /** Statements of its one inline policy. */
  readonly allows?: readonly object[];
}

/** STS with the roles that a test adds. */
export interface StsFixture {
  readonly roles: Roles;
  readonly clock: AdjustableClock;
  readonly tokenService: LocalTokenService;
  /** Adds a role and returns its ARN. */
  addRole(name: string, options?: RoleOptions): string;
  /** Assumes a role as the identity pool does for a signed-in user. */
  assume(roleArn: string, change?: Partial<WebIdentityRequest>): ReturnType<typeof assumed>;
}

const assumed = (service: LocalTokenService, request: WebIdentityRequest) =>
  service.assumeRoleWithWebIdentity(request);

const VERSION = '2012-10-17';

/** The trust policy of a role for signed-in users. */
export const WEB_TRUST = {
  Effect: 'Allow',
  Principal: { Federated: 'cognito-identity.amazonaws.com' },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: {
    StringEquals: { 'cognito-identity.amazonaws.com:aud': POOL },
    'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
  },
};

export const SERVICE_TRUST = {
  Effect: 'Allow',
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: 'sts:AssumeRole',
};

export function allow(action: string, resource: string): object {
  return { Effect: 'Allow', Action: action, Resource: resource };
}

export function createStsFixture(masterKey = Buffer.alloc(32, 7)): StsFixture {
  const roles = new Roles();
  const clock = createClock(() => START);
  const random = createRandom();
  const tokenService = createTokenService({
    environment: ENVIRONMENT,
    clock,
    random,
    roles,
    masterKey,
  });
  return {
    roles,
    clock,
    tokenService,
    addRole(name, { trust = [WEB_TRUST], allows = [] } = {}) {
      const arn = `arn:aws:iam::111122223333:role/${name}`;
      const inline = allows.length > 0 && {
        name: `${name}Policy`,
        document: parsePolicy({ Version: VERSION, Statement: allows }, 'identity'),
      };
      roles.addRole({
        arn,
        id: `AROA${name.toUpperCase()}`,
        name,
        trust: parsePolicy({ Version: VERSION, Statement: trust }, 'trust'),
        inline: inline ? [inline] : [],
        managedPolicyArns: [],
        boundaryArn: undefined,
      });
      return arn;
    },
    assume: (roleArn, change = {}) =>
      assumed(tokenService, {
        roleArn,
        federatedPrincipal: 'cognito-identity.amazonaws.com',
        context: {
          'cognito-identity.amazonaws.com:aud': POOL,
          'cognito-identity.amazonaws.com:amr': ['authenticated'],
          'cognito-identity.amazonaws.com:sub': IDENTITY,
        },
        cognitoIdentity: { amr: ['authenticated'], identityId: IDENTITY, identityPoolId: POOL },
        durationSeconds: 3600,
        ...change,
      }),
  };
}

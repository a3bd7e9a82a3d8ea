import type { Roles } from '../iam/roles';
import { createVerifier, describeFault } from '../sigv4/verify-signature';
import { authorize, explainRefusal, namesOf } from '../sts/authorize';
import type { LocalTokenService } from '../sts/create-token-service';
import type { Clock } from '../support/clock';
import type { Environment } from '../support/environment';
import type { RawRequest } from '../support/raw-request';
import type { AuthorizerContext } from './lambda-event';

/** Who a request came from, or why it was refused. */
export type Authorization =
  | { readonly allowed: true; readonly authorizer?: AuthorizerContext; readonly caller: string }
  | {
      readonly allowed: false;
      /** For the developer's eyes: the log and the request list. */
      readonly reason: string;
      readonly caller?: string;
      readonly challenge?: string;
      readonly status: 401 | 403 | 500;
    };

/** A request that asks for a route. */
export interface IamRequest {
  readonly raw: RawRequest;
  /** The ARN that the caller's policies are checked against. */
  readonly arn: string;
  readonly sourceIp: string;
  readonly userAgent: string;
}

/** What the IAM authorizer is made with. */
export interface IamAuthorizerOptions {
  readonly environment: Environment;
  readonly clock: Clock;
  readonly roles: Roles;
  readonly tokenService: LocalTokenService;
}

/** Verifies the signature of a request and asks the caller's policies for `execute-api:Invoke`. */
export function createIamAuthorizer(
  options: IamAuthorizerOptions,
): (request: IamRequest) => Authorization {
  const { environment, clock, roles, tokenService } = options;
  const verify = createVerifier({
    region: environment.region,
    service: 'execute-api',
    now: clock.now,
    identify: tokenService.identify,
  });
  return ({ raw, arn, sourceIp, userAgent }) => {
    const verification = verify(raw);
    if (!verification.valid) {
      return { allowed: false, status: 403, reason: `signature: ${describeFault(verification)}` };
    }
    const { principal, accessKeyId } = verification;
    const names = namesOf(principal, roles, environment);
    const asked = {
      action: 'execute-api:Invoke',
      resource: arn,
      sourceIp,
      userAgent,
      now: clock.now(),
    };
    const decision = authorize(principal, asked, roles, environment);
    if (!decision.allowed) {
      const why = explainRefusal(decision, principal, asked, roles, environment);
      return {
        allowed: false,
        status: 403,
        caller: names.arn,
        reason: `execute-api:Invoke on ${arn}: ${why}`,
      };
    }
    const cognitoIdentity =
      principal.kind === 'roleSession' ? (principal.cognitoIdentity ?? null) : null;
    return {
      allowed: true,
      caller: cognitoIdentity?.identityId ?? names.arn,
      authorizer: {
        iam: {
          accessKey: accessKeyId,
          accountId: environment.accountId,
          callerId: names.userId,
          cognitoIdentity,
          principalOrgId: null,
          userArn: names.arn,
          userId: names.userId,
        },
      },
    };
  };
}

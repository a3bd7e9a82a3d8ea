import type { Roles } from '../iam/roles';
import {
  createVerifier,
  describeFault,
  type SignatureFault,
  type Verification,
} from '../sigv4/verify-signature';
import { authorize, explainRefusal, namesOf } from '../sts/authorize';
import type { LocalTokenService } from '../sts/create-token-service';
import type { Principal } from '../sts/session';
import { AwsError } from '../support/aws-error';
import type { Clock } from '../support/clock';
import type { Environment } from '../support/environment';
import type { RawRequest } from '../support/raw-request';
import type { Call, OperationAccess } from './operation';

/** What an operation's caller is judged with. */
export interface OperationAuthorizerOptions {
  readonly environment: Environment;
  readonly clock: Clock;
  readonly roles: Roles;
  readonly tokenService: LocalTokenService;
}

/** A call of an operation that needs IAM. */
export interface OperationRequest {
  readonly access: OperationAccess & { readonly kind: 'iam' };
  readonly input: Readonly<Record<string, unknown>>;
  readonly raw: RawRequest;
  readonly call: Call;
}

const FAULTS: Partial<Record<SignatureFault, readonly [code: string, message: string]>> = {
  unsigned: ['MissingAuthenticationTokenException', 'Missing Authentication Token'],
  unknownKey: [
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
  ],
};

const INVALID_SIGNATURE = [
  'InvalidSignatureException',
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
] as const;

/**
 * Makes the check that operations with IAM access pass before they run.
 *
 * @returns a function that throws what AWS answers to a caller who may not
 */
export function createOperationAuthorizer(
  signingName: string,
  { environment, clock, roles, tokenService }: OperationAuthorizerOptions,
): (request: OperationRequest) => void {
  const verify = createVerifier({
    region: environment.region,
    service: signingName,
    now: clock.now,
    identify: tokenService.identify,
  });
  return ({ access, input, raw, call }) => {
    const principal = signer(verify(raw));
    const { action } = access;
    const resource = access.resource(input);
    const guard = access.guard?.(input);
    const request = { ...call, action, resource, guard, now: clock.now() };
    const decision = authorize(principal, request, roles, environment);
    if (decision.allowed) return;
    const { arn } = namesOf(principal, roles, environment);
    throw new AwsError(
      'AccessDeniedException',
      `User: ${arn} is not authorized to perform: ${action} on resource: ${resource}`,
    ).because(
      `${action} on ${resource}: ${explainRefusal(decision, principal, request, roles, environment)}`,
    );
  };
}

function signer(verification: Verification<Principal>): Principal {
  if (verification.valid) return verification.principal;
  const [code, message] = FAULTS[verification.fault] ?? INVALID_SIGNATURE;
  throw new AwsError(code, message).because(`signature: ${describeFault(verification)}`);
}

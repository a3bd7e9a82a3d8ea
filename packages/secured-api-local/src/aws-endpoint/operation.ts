import type { ResourceGuard } from '../sts/authorize';

/** One call of an AWS operation. */
export interface Call {
  readonly requestId: string;
  readonly sourceIp: string;
  readonly userAgent: string;
  /** Tells the developer how the call came to its end: never a secret. */
  readonly explain?: (how: string) => void;
}

/** Who may call: anyone, or whoever IAM allows the action on the resource. */
export type OperationAccess =
  | { readonly kind: 'public' }
  | {
      readonly kind: 'iam';
      /** Such as `cognito-idp:AdminCreateUser`. */
      readonly action: string;
      /** The ARN that the caller's policies are checked against. */
      resource(input: Readonly<Record<string, unknown>>): string;
      /** The policy of that resource, where it has one that everybody needs. */
      guard?(input: Readonly<Record<string, unknown>>): ResourceGuard;
    };

/** One operation of AWS's JSON 1.1 protocol. Its input is what the wire said: check every field. */
export interface Operation {
  /** AWS's name, such as `SignUp`. */
  readonly name: string;
  readonly access: OperationAccess;
  /**
   * Ends, well or badly, after its writes are kept: an answer is an acknowledgement.
   *
   * @returns the answer's body
   * @throws AwsError what AWS would answer
   */
  run(input: Readonly<Record<string, unknown>>, call: Call): unknown;
}

/** A service behind the AWS endpoint, found by the prefix of `x-amz-target`. */
export interface AwsService {
  /** Such as `AWSCognitoIdentityProviderService`. */
  readonly targetPrefix: string;
  /** Such as `cognito-idp`: the name in a signature's scope. */
  readonly signingName: string;
  readonly operations: readonly Operation[];
}

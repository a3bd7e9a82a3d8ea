/** What Cognito's operations may refuse with, by their own names without `Exception`. */
const COGNITO_NAMES = [
  'AliasExists',
  'CodeDeliveryFailure',
  'CodeMismatch',
  'ConcurrentModification',
  'DeviceKeyExists',
  'DuplicateProvider',
  'EnableSoftwareTokenMFA',
  'ExpiredCode',
  'ExternalService',
  'Forbidden',
  'InternalError',
  'InvalidEmailRoleAccessPolicy',
  'InvalidIdentityPoolConfiguration',
  'InvalidLambdaResponse',
  'InvalidParameter',
  'InvalidPassword',
  'InvalidSmsRoleAccessPolicy',
  'InvalidSmsRoleTrustRelationship',
  'InvalidUserPoolConfiguration',
  'LimitExceeded',
  'MFAMethodNotFound',
  'NotAuthorized',
  'PasswordHistoryPolicyViolation',
  'PasswordResetRequired',
  'RefreshTokenReuse',
  'ResourceConflict',
  'ResourceNotFound',
  'SoftwareTokenMFANotFound',
  'TooManyFailedAttempts',
  'TooManyRequests',
  'Unauthorized',
  'UnexpectedLambda',
  'UnsupportedOperation',
  'UnsupportedTokenType',
  'UserLambdaValidation',
  'UserNotConfirmed',
  'UserNotFound',
  'UsernameExists',
  'WebAuthnChallengeNotFound',
  'WebAuthnClientMismatch',
  'WebAuthnConfigurationMissing',
  'WebAuthnCredentialNotSupported',
  'WebAuthnNotEnabled',
  'WebAuthnOriginNotAllowed',
  'WebAuthnRelyingPartyMismatch',
] as const;

type CognitoExceptionName = `${(typeof COGNITO_NAMES)[number]}Exception`;

/** Cognito's own exception names, and ours. A closed union: a new code is a new release. */
export type CognitoErrorCode =
  | CognitoExceptionName
  /** NotAuthorizedException told apart by its text, the only lockout signal that Cognito gives. */
  | 'PasswordAttemptsExceeded'
  | 'NetworkError'
  | 'Timeout'
  | 'Aborted'
  | 'Superseded'
  | 'StaleStep'
  | 'NotSignedIn'
  | 'UserChanged'
  | 'ForeignOrigin'
  | 'HttpError'
  | 'InsecureContext'
  | 'PasskeyCancelled'
  | 'PasskeyNotSupported'
  | 'UnsupportedChallenge'
  | 'InvalidConfig'
  | 'StateMismatch'
  | 'Unknown';

/** The input that an error is about. */
export type CognitoErrorField = 'username' | 'password' | 'code' | 'newPassword' | 'attribute';

const RETRYABLE: ReadonlySet<CognitoErrorCode> = new Set([
  'InternalErrorException',
  'TooManyRequestsException',
  'NetworkError',
  'Timeout',
]);

const FIELDS: { readonly [code in CognitoErrorCode]?: CognitoErrorField } = {
  AliasExistsException: 'username',
  UsernameExistsException: 'username',
  UserNotFoundException: 'username',
  InvalidPasswordException: 'password',
  PasswordHistoryPolicyViolationException: 'password',
  CodeMismatchException: 'code',
  ExpiredCodeException: 'code',
  EnableSoftwareTokenMFAException: 'code',
};

const isExceptionName = (name: string): name is CognitoExceptionName =>
  COGNITO_NAMES.some((known) => name === `${known}Exception`);

/**
 * The one error of this package.
 *
 * `message` is for developers and holds no password, code or token; show users a text of your own
 * by `code`.
 */
export class CognitoError extends Error {
  override readonly name = 'CognitoError';
  /** Where one field is at fault, that field. */
  readonly field?: CognitoErrorField;
  /** Whether the same call may succeed later without a change. */
  readonly retryable: boolean;
  /** The HTTP status, where one was answered. */
  readonly status?: number;

  constructor(
    readonly code: CognitoErrorCode,
    message: string,
    details: { field?: CognitoErrorField; status?: number; cause?: unknown } = {},
  ) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.field = details.field ?? FIELDS[code];
    this.status = details.status;
    this.retryable = RETRYABLE.has(code);
  }
}

/**
 * Converts an answer of Cognito's into an error by its exception name.
 *
 * @param name the answer's `__type`, with or without a namespace
 */
export function toCognitoError(name: string, message: string, status: number): CognitoError {
  const plain = name.replace(/^.*#/, '').replace(/:.*$/, '');
  if (plain === 'NotAuthorizedException' && message === 'Password attempts exceeded') {
    return new CognitoError('PasswordAttemptsExceeded', message, { status });
  }
  const code = isExceptionName(plain) ? plain : 'Unknown';
  const details = code === 'Unknown' && plain !== '' ? `${plain}: ${message}` : message;
  return new CognitoError(code, details, { status });
}

/** Narrows an unknown failure to the one error, keeping what was thrown as its cause. */
export function asCognitoError(thrown: unknown): CognitoError {
  if (thrown instanceof CognitoError) return thrown;
  const message =
    thrown instanceof Error ? thrown.message : 'something other than an error was thrown';
  return new CognitoError('Unknown', message, { cause: thrown });
}

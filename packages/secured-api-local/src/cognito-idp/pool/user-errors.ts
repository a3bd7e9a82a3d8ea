import { AwsError } from '../../support/aws-error';

/** The answer to a wrong password, and to a name whose absence is not told. */
export function incorrectPassword(why: string): AwsError {
  return new AwsError('NotAuthorizedException', 'Incorrect username or password.').because(why);
}

/** The answer to a name that does not exist, where it is told. */
export function userNotFound(message = 'User does not exist.'): AwsError {
  return new AwsError('UserNotFoundException', message);
}

/** The same, in operations that take a client and a name. */
export function combinationNotFound(): AwsError {
  return userNotFound('Username/client id combination not found.');
}

/** The answer to a right password of a user who may not sign in. */
export function userDisabled(): AwsError {
  return new AwsError('NotAuthorizedException', 'User is disabled.');
}

/** The answer to a session that is unknown, used up or too old. */
export function sessionExpired(): AwsError {
  return new AwsError(
    'NotAuthorizedException',
    'Invalid session for the user, session is expired.',
  );
}

/** The answer to a code that is too old, used up, or was never sent. */
export function codeExpired(why: string): AwsError {
  return new AwsError(
    'ExpiredCodeException',
    'Invalid code provided, please request a code again.',
  ).because(why);
}

/** The answer to an address that is somebody else's name. */
export function aliasExists(attribute: string): AwsError {
  return new AwsError('AliasExistsException', `An account with the ${attribute} already exists.`);
}

/** The answer to a password that cannot be reset, such as a temporary one. */
export function userInWrongState(): AwsError {
  return new AwsError(
    'NotAuthorizedException',
    'User password cannot be reset in the current state.',
  );
}

/** The answer to a user who has no proved address that a code could go to. */
export function noRecoveryAddress(): AwsError {
  return new AwsError(
    'InvalidParameterException',
    'Cannot reset password for the user as there is no registered/verified email or phone_number',
  );
}

import { asCognitoError, CognitoError } from './cognito-error';

/** Rejects with the same error, said of the field `newPassword` where it was of `password`. */
export function asNewPasswordError(thrown: unknown): never {
  const error = asCognitoError(thrown);
  if (error.field !== 'password') throw error;
  const { code, message, status } = error;
  throw new CognitoError(code, message, { field: 'newPassword', status, cause: error });
}

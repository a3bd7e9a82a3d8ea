import { CognitoError, type CognitoErrorCode, type CognitoErrorField } from 'react-cognito-hooks';

/** Nothing has been sent. */
export const IDLE = { error: null, pending: false };

/** An answer is under way. */
export const PENDING = { error: null, pending: true };

/** Cognito has refused what was sent, by default because of the field that the code is about. */
export const refused = (code: CognitoErrorCode, field?: CognitoErrorField) => ({
  error: new CognitoError(code, code, { field }),
  pending: false,
});

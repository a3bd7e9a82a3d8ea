import { type AccountRoom, createAccountRoom } from './account-room';
import type { ClientInternals } from './client-internals';
import { asCognitoError, CognitoError } from './cognito-error';
import { asNewPasswordError } from './new-password-error';
import type { Result } from './result';

/** A change of the password. */
export interface ChangePasswordInput {
  /** The password in use; left out by a user who has none, and signs in by codes or passkeys. */
  currentPassword?: string;
  newPassword: string;
}

/** The password of whoever is signed in, without React. */
export interface PasswordRoom
  extends Pick<AccountRoom<null>, 'getSnapshot' | 'getServerSnapshot' | 'subscribe'> {
  change(input: ChangePasswordInput): Promise<Result>;
}

/** Creates the password's part of a client's account. */
export function createPasswordRoom(internals: ClientInternals): PasswordRoom {
  const room = createAccountRoom<null>(internals);
  return {
    ...room,
    change: ({ currentPassword, newPassword }) =>
      room.run('change', null, async (call) => {
        const input = { PreviousPassword: currentPassword, ProposedPassword: newPassword };
        await call('ChangePassword', input).catch(toPasswordError);
      }),
  };
}

/** Cognito calls a wrong password "not authorized", as it does a session that is over. */
function toPasswordError(thrown: unknown): never {
  const error = asCognitoError(thrown);
  if (error.code !== 'NotAuthorizedException' || !/password/i.test(error.message)) {
    return asNewPasswordError(error);
  }
  const { code, message, status } = error;
  throw new CognitoError(code, message, { field: 'password', status, cause: error });
}

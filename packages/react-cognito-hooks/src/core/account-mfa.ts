import { type MfaPreference, readProfile } from './account-profile';
import { type AccountCall, type AccountRoom, createAccountRoom } from './account-room';
import type { ClientInternals } from './client-internals';
import { CognitoError } from './cognito-error';
import type { Result } from './result';
import type { MfaKind } from './select-mfa-step';
import { totpKeyUri } from './totp-key-uri';
import type { MfaSettings } from './user-pool-operations';

/** The secret of an authenticator app, which counts once a code of the app has confirmed it. */
export interface TotpSetup {
  /** In base32, for typing. */
  readonly secret: string;
  /** The same as an `otpauth:` URI, for a QR code. */
  readonly uri: string;
}

/** The second factors of whoever is signed in, without React. */
export interface MfaRoom
  extends Pick<
    AccountRoom<MfaPreference>,
    'getSnapshot' | 'getServerSnapshot' | 'subscribe' | 'reload'
  > {
  setUpTotp(): Promise<Result<TotpSetup>>;
  confirmTotp(code: string, o?: { deviceName?: string }): Promise<Result>;
  setPreference(kind: MfaKind, use: 'off' | 'on' | 'preferred'): Promise<Result>;
}

const SETTINGS: { readonly [kind in MfaKind]: MfaSettings } = {
  SOFTWARE_TOKEN_MFA: 'SoftwareTokenMfaSettings',
  SMS_MFA: 'SMSMfaSettings',
  EMAIL_OTP: 'EmailMfaSettings',
};

/** Creates the second factors of a client's account. */
export function createMfaRoom(internals: ClientInternals): MfaRoom {
  const room = createAccountRoom(internals, async (call) => (await readProfile(call)).mfa);
  const prefer = async (call: AccountCall, kind: MfaKind, use: 'off' | 'on' | 'preferred') => {
    const setting = { Enabled: use !== 'off', PreferredMfa: use === 'preferred' };
    await call('SetUserMFAPreference', { [SETTINGS[kind]]: setting });
    await room.reload();
  };
  return {
    ...room,
    setUpTotp: () =>
      room.run('setUpTotp', null, async (call) => {
        const { SecretCode: secret } = await call('AssociateSoftwareToken', {});
        if (secret === undefined) {
          throw new CognitoError('Unknown', 'AssociateSoftwareToken answers no secret');
        }
        return { secret, uri: totpKeyUri(nameOf(internals), secret) };
      }),
    confirmTotp: (code, { deviceName } = {}) =>
      room.run('confirmTotp', code, async (call) => {
        await call('VerifySoftwareToken', { UserCode: code, FriendlyDeviceName: deviceName });
        await prefer(call, 'SOFTWARE_TOKEN_MFA', 'preferred');
      }),
    setPreference: (kind, use) =>
      room.run('setPreference', [kind, use], (call) => prefer(call, kind, use)),
  };
}

/** The name that an authenticator app shows: an address, where there is one. */
function nameOf({ store }: ClientInternals): string {
  const state = store.getState();
  return state.status === 'signedIn' ? (state.user.email ?? state.user.username) : '';
}

import { type Answers, type TestClientOptions, tokens } from 'react-cognito-hooks/testing';
import { WITH_PASSKEYS } from './configs';

/** What is to be seen of an account. */
export interface AccountParts {
  /** @default 'jane@example.com' */
  readonly email?: string;
  /** @default - a phone and a computer */
  readonly passkeys?: readonly string[];
  /** @default - a phone and a computer */
  readonly devices?: readonly string[];
  /** Which of the devices this one is. @default - none of them */
  readonly present?: { readonly name: string; readonly isRemembered: boolean };
  /** Whether signing in asks for an authenticator app. @default false */
  readonly hasApp?: boolean;
  /** What else is answered, or answered otherwise. @default - what shows the account */
  readonly answers?: Answers;
}

const THINGS = ["Jane's phone", 'Firefox on Linux'];
const SEEN = Date.UTC(2026, 0, 15) / 1000;

/** A client of somebody who is signed in, and who can prove it once more. */
export function account(parts: AccountParts = {}): TestClientOptions {
  const {
    email = 'jane@example.com',
    passkeys = THINGS,
    devices = THINGS,
    present,
    hasApp,
  } = parts;
  return {
    auth: { email, ...(present && { deviceKey: present.name }) },
    config: WITH_PASSKEYS,
    answers: {
      GetUser: {
        UserAttributes: [{ Name: 'email', Value: email }],
        UserMFASettingList: hasApp ? ['SOFTWARE_TOKEN_MFA'] : [],
      },
      InitiateAuth: tokens({ email }),
      ListWebAuthnCredentials: {
        Credentials: passkeys.map((name) => ({ CredentialId: name, FriendlyCredentialName: name })),
      },
      ListDevices: {
        Devices: devices.map((name) => ({
          DeviceKey: name,
          DeviceAttributes: [
            { Name: 'device_name', Value: name },
            ...(present?.name === name ? [toStatus(present.isRemembered)] : []),
          ],
          DeviceLastAuthenticatedDate: SEEN,
        })),
      },
      ...parts.answers,
    },
  };
}

const toStatus = (isRemembered: boolean) => ({
  Name: 'dev:device_remembered_status',
  Value: isRemembered ? 'remembered' : 'not_remembered',
});

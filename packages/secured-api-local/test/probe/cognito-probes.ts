import { randomUUID } from 'node:crypto';
import type { Probe, Target } from './probe';

type Fields = Readonly<Record<string, unknown>>;

/** Calls an operation and gives what came, or its error as one line. */
type Ask = (operation: string, input: Fields) => Promise<Fields>;

const PASSWORD = 'Correct-Horse-7';
const WRONG = 'Wrong-Horse-7';

function asking({ cognitoUrl, clientId }: Target): Ask {
  return async (operation, input) => {
    const response = await fetch(cognitoUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify({ ClientId: clientId, ...input }),
    });
    const answer = (await response.json()) as Fields;
    if (response.ok) return answer;
    const type = String(answer.__type).split('#').at(-1);
    return { error: `${type}: ${answer.message ?? answer.Message}` };
  };
}

/** Each probe has names of its own: nothing that one does is seen by another. */
const newName = (prefix = 'user'): string => `${prefix}-${randomUUID()}`;

const signUp = (ask: Ask, name: string, more: Fields = {}): Promise<Fields> =>
  ask('SignUp', { Username: name, Password: PASSWORD, ...more });

const signIn = (ask: Ask, name: string, password: string): Promise<Fields> =>
  ask('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: name, PASSWORD: password },
  });

async function newSession(ask: Ask): Promise<{ name: string; tokens: Fields }> {
  const name = newName();
  await signUp(ask, name);
  const { AuthenticationResult } = await signIn(ask, name, PASSWORD);
  return { name, tokens: AuthenticationResult as Fields };
}

const outcome = ({ error, ...answer }: Fields): string =>
  String(error ?? `success ${Object.keys(answer).sort().join(', ')}`).trim();

async function repeat(times: number, call: () => Promise<Fields>): Promise<string> {
  let last: Fields = {};
  for (let i = 0; i < times; i += 1) last = await call();
  return outcome(last);
}

function probe(id: string, asks: string, here: string, run: (ask: Ask) => Promise<string>): Probe {
  return { id, asks, here, run: (target) => run(asking(target)) };
}

/** What is assumed of a user pool, as far as its public operations can tell. */
export const cognitoProbes: readonly Probe[] = [
  probe(
    'srp-a-zero',
    'USER_SRP_AUTH with an SRP_A of zero',
    'InvalidParameterException: SRP_A is not a valid value.',
    async (ask) =>
      outcome(
        await ask('InitiateAuth', {
          AuthFlow: 'USER_SRP_AUTH',
          AuthParameters: { USERNAME: newName(), SRP_A: '0' },
        }),
      ),
  ),
  probe(
    'unknown-name-lockout',
    'the seventh wrong password for a name that nobody has',
    'NotAuthorizedException: Password attempts exceeded',
    (ask) => {
      const name = newName();
      return repeat(7, () => signIn(ask, name, WRONG));
    },
  ),
  probe(
    'change-password-lockout',
    'the seventh ChangePassword with a wrong previous password',
    'NotAuthorizedException: Password attempts exceeded',
    async (ask) => {
      const { tokens } = await newSession(ask);
      return repeat(7, () =>
        ask('ChangePassword', {
          AccessToken: tokens.AccessToken,
          PreviousPassword: WRONG,
          ProposedPassword: `${PASSWORD}!`,
        }),
      );
    },
  ),
  probe(
    'unconfirmed-wrong-password',
    'a wrong password of a user who is not confirmed',
    'NotAuthorizedException: Incorrect username or password.',
    async (ask) => {
      const name = newName('waiting');
      await signUp(ask, name);
      return outcome(await signIn(ask, name, WRONG));
    },
  ),
  probe(
    'password-violations',
    'SignUp with a password that is too short and of one class',
    'InvalidPasswordException: Password did not conform with policy: Password not long enough',
    async (ask) => outcome(await signUp(ask, newName(), { Password: 'a' })),
  ),
  probe(
    'password-classes',
    'SignUp with a password that is long enough and has no letter, number or symbol but a space',
    'InvalidPasswordException: Password did not conform with policy: Password must have uppercase characters',
    async (ask) => outcome(await signUp(ask, newName(), { Password: 'abcdefgh ij' })),
  ),
  probe(
    'unavailable-choice',
    'USER_AUTH that prefers EMAIL_OTP, which the pool does not allow',
    'success AvailableChallenges, ChallengeName, ChallengeParameters, Session',
    async (ask) => {
      const name = newName();
      await signUp(ask, name);
      return outcome(
        await ask('InitiateAuth', {
          AuthFlow: 'USER_AUTH',
          AuthParameters: { USERNAME: name, PREFERRED_CHALLENGE: 'EMAIL_OTP' },
        }),
      );
    },
  ),
  probe(
    'unknown-token-revoked',
    'RevokeToken with a token that nobody was given',
    'success',
    async (ask) => outcome(await ask('RevokeToken', { Token: 'nobody.s' })),
  ),
  probe(
    'unknown-name-confirmed',
    'ConfirmSignUp for a name that nobody has',
    'CodeMismatchException: Invalid verification code provided, please try again.',
    async (ask) =>
      outcome(await ask('ConfirmSignUp', { Username: newName(), ConfirmationCode: '123456' })),
  ),
  probe(
    'refresh-without-rotation',
    'GetTokensFromRefreshToken of a client without rotation that allows REFRESH_TOKEN_AUTH',
    'success AuthenticationResult',
    async (ask) => {
      const { tokens } = await newSession(ask);
      return outcome(await ask('GetTokensFromRefreshToken', { RefreshToken: tokens.RefreshToken }));
    },
  ),
  probe(
    'password-change-leaves-sessions',
    'a refresh by the token of another session after ChangePassword',
    'success AuthenticationResult, ChallengeParameters',
    async (ask) => {
      const { name, tokens } = await newSession(ask);
      const { AuthenticationResult: other } = await signIn(ask, name, PASSWORD);
      await ask('ChangePassword', {
        AccessToken: tokens.AccessToken,
        PreviousPassword: PASSWORD,
        ProposedPassword: `${PASSWORD}!`,
      });
      return outcome(
        await ask('InitiateAuth', {
          AuthFlow: 'REFRESH_TOKEN_AUTH',
          AuthParameters: { REFRESH_TOKEN: (other as Fields).RefreshToken },
        }),
      );
    },
  ),
];

import { randomUUID } from 'node:crypto';
import { Refusal } from './refusal';
import { SrpVerifier } from './srp-verifier';

type Input = Record<string, unknown>;
type Text = Record<string, string>;

interface User {
  readonly sub: string;
  readonly username: string;
  verifier: SrpVerifier;
  confirmed: boolean;
  groups: string[];
  email: string;
  /** The challenge after the password, if any. */
  next?: 'SOFTWARE_TOKEN_MFA' | 'SMS_MFA' | 'EMAIL_OTP' | 'NEW_PASSWORD_REQUIRED' | 'UNHEARD_OF';
}

const CODE = '123456';
const DELIVERY = { Destination: 'j***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' };
const CODE_RESPONSES: Text = {
  SOFTWARE_TOKEN_MFA: 'SOFTWARE_TOKEN_MFA_CODE',
  SMS_MFA: 'SMS_MFA_CODE',
  EMAIL_OTP: 'EMAIL_OTP_CODE',
};

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The operations of a user pool, with real SRP and tokens that nobody signed. */
export class FakeUserPool {
  readonly users = new Map<string, User>();
  readonly refreshTokens = new Map<string, User>();
  tokenLifetimeSeconds = 3600;
  rotates = false;
  /** What the pool's clock is ahead of this machine's, in milliseconds. */
  clockAheadMs = 0;
  private readonly challenges = new Map<string, ReturnType<SrpVerifier['challenge']>>();

  addUser(o: {
    username: string;
    password: string;
    confirmed?: boolean;
    groups?: string[];
    next?: User['next'];
  }): User {
    const user: User = {
      sub: randomUUID(),
      username: o.username,
      verifier: this.verifierOf(o.username, o.password),
      confirmed: o.confirmed ?? true,
      groups: o.groups ?? [],
      email: o.username,
      next: o.next,
    };
    this.users.set(o.username, user);
    return user;
  }

  answer(operation: string, input: Input): unknown {
    const operations: Record<string, (input: Input) => unknown> = {
      SignUp: (i) => this.signUp(i),
      ConfirmSignUp: (i) => this.confirm(i),
      ResendConfirmationCode: () => ({ CodeDeliveryDetails: DELIVERY }),
      ForgotPassword: () => ({ CodeDeliveryDetails: DELIVERY }),
      ConfirmForgotPassword: (i) => this.setPassword(i),
      InitiateAuth: (i) => this.initiate(i.AuthParameters as Text),
      RespondToAuthChallenge: (i) => this.respond(i),
      GetTokensFromRefreshToken: (i) => this.refresh(String(i.RefreshToken)),
      RevokeToken: (i) => this.revoke(String(i.Token)),
      GlobalSignOut: () => this.signOutEverywhere(),
    };
    const answer = operations[operation];
    if (answer === undefined) throw new Refusal('UnknownOperationException', operation);
    return answer(input);
  }

  subjectOf(token: string): string {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).sub;
  }

  private verifierOf(username: string, password: string): SrpVerifier {
    return SrpVerifier.register({ poolName: 'AbCdEf123', userId: `id-of-${username}`, password });
  }

  private find(username: unknown): User {
    const name = String(username).replace(/^id-of-/, '');
    const user = this.users.get(name);
    if (user === undefined) throw new Refusal('UserNotFoundException', 'User does not exist.');
    return user;
  }

  private signUp({ Username, Password }: Input) {
    const username = String(Username);
    if (this.users.has(username)) {
      throw new Refusal('UsernameExistsException', 'User already exists');
    }
    if (String(Password).length < 8) {
      const message = 'Password did not conform with policy: Password not long enough';
      throw new Refusal('InvalidPasswordException', message);
    }
    const { sub } = this.addUser({ username, password: String(Password), confirmed: false });
    return { UserConfirmed: false, UserSub: sub, CodeDeliveryDetails: DELIVERY };
  }

  private confirm({ Username, ConfirmationCode }: Input) {
    this.checkCode(ConfirmationCode);
    this.find(Username).confirmed = true;
    return {};
  }

  private setPassword({ Username, ConfirmationCode, Password }: Input) {
    this.checkCode(ConfirmationCode);
    if (String(Password).length < 8) {
      throw new Refusal('InvalidPasswordException', 'Password not long enough');
    }
    this.find(Username).verifier = this.verifierOf(String(Username), String(Password));
    return {};
  }

  private checkCode(code: unknown): void {
    if (code === CODE) return;
    const message = 'Invalid verification code provided, please try again.';
    throw new Refusal('CodeMismatchException', message);
  }

  private initiate({ USERNAME = '', SRP_A = '' }: Text) {
    const challenge = this.find(USERNAME).verifier.challenge(SRP_A);
    this.challenges.set(challenge.parameters.SECRET_BLOCK, challenge);
    return { ChallengeName: 'PASSWORD_VERIFIER', ChallengeParameters: challenge.parameters };
  }

  private respond({ ChallengeName, ChallengeResponses }: Input) {
    const responses = ChallengeResponses as Text;
    const user = this.find(responses.USERNAME);
    if (ChallengeName === 'PASSWORD_VERIFIER') return this.verifyPassword(user, responses);
    const codeName = CODE_RESPONSES[String(ChallengeName)];
    if (codeName !== undefined) this.checkCode(responses[codeName]);
    if (responses.NEW_PASSWORD !== undefined && responses.NEW_PASSWORD.length < 8) {
      throw new Refusal('InvalidPasswordException', 'Password not long enough');
    }
    return { AuthenticationResult: this.issue(user) };
  }

  private verifyPassword(user: User, responses: Text) {
    const challenge = this.challenges.get(responses.PASSWORD_CLAIM_SECRET_BLOCK ?? '');
    const signature = responses.PASSWORD_CLAIM_SIGNATURE ?? '';
    if (!challenge?.verify({ signature, timestamp: responses.TIMESTAMP ?? '' })) {
      throw new Refusal('NotAuthorizedException', 'Incorrect username or password.');
    }
    if (!user.confirmed) {
      throw new Refusal('UserNotConfirmedException', 'User is not confirmed.');
    }
    if (user.next === undefined) return { AuthenticationResult: this.issue(user) };
    return {
      ChallengeName: user.next,
      Session: 'challenge-session',
      ChallengeParameters: {
        requiredAttributes: '["userAttributes.given_name"]',
        CODE_DELIVERY_DESTINATION: '+*******99',
        CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS',
      },
    };
  }

  /** The tokens of a new session. */
  issue(user: User, refreshToken: string = randomUUID()) {
    this.refreshTokens.set(refreshToken, user);
    const iat = Math.floor((Date.now() + this.clockAheadMs) / 1000);
    const times = { iat, exp: iat + this.tokenLifetimeSeconds, jti: randomUUID() };
    const groups = user.groups.length > 0 ? { 'cognito:groups': user.groups } : {};
    const id = { sub: user.sub, 'cognito:username': user.sub, email: user.email, token_use: 'id' };
    const access = { sub: user.sub, username: user.sub, token_use: 'access' };
    const token = (claims: object) => `${encode({ alg: 'none' })}.${encode(claims)}.`;
    return {
      AccessToken: token({ ...access, ...groups, ...times }),
      IdToken: token({ ...id, ...groups, ...times }),
      RefreshToken: refreshToken,
    };
  }

  private refresh(refreshToken: string) {
    const user = this.refreshTokens.get(refreshToken);
    if (user === undefined) {
      const type = this.rotates ? 'RefreshTokenReuseException' : 'NotAuthorizedException';
      throw new Refusal(type, 'Refresh Token has been revoked');
    }
    if (!this.rotates) {
      const { AccessToken, IdToken } = this.issue(user, refreshToken);
      return { AuthenticationResult: { AccessToken, IdToken } };
    }
    this.refreshTokens.delete(refreshToken);
    return { AuthenticationResult: this.issue(user) };
  }

  private revoke(token: string) {
    this.refreshTokens.delete(token);
    return {};
  }

  private signOutEverywhere() {
    this.refreshTokens.clear();
    return {};
  }
}

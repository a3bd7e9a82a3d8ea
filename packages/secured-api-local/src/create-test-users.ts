import type { AwsService } from './aws-endpoint/operation';
import type { ClientConfig } from './client-config/client-config';
import type { Cloud } from './cloud';
import { fromBase32 } from './cognito-idp/mfa/totp';
import type { Foundation } from './foundation';
import { LocalRuntimeError } from './support/local-runtime-error';
import type { NewUser, SignedIn, TestUsers, UserName } from './test-users';

/** What test users are made with. */
export interface TestUsersOptions {
  readonly cloud: Pick<Cloud, 'userPools' | 'identityPools'>;
  readonly foundation: Pick<Foundation, 'environment' | 'random'>;
  readonly config: () => ClientConfig | null;
}

/** Makes users, sessions and credentials by the services' own operations. */
export function createTestUsers({ cloud, foundation, config }: TestUsersOptions): TestUsers {
  const { userPools, identityPools } = cloud;
  const { environment, random } = foundation;
  const run = (service: AwsService, name: string, input: object): Promise<unknown> => {
    const operation = service.operations.find((candidate) => candidate.name === name);
    const call = { requestId: random.uuid(), sourceIp: '127.0.0.1', userAgent: 'test' };
    return Promise.resolve(operation?.run({ ...input }, call));
  };

  async function createUser({ username, password, ...user }: NewUser): Promise<void> {
    const { attributes = {}, groups = [], totp, confirmed = true } = user;
    await userPools.createWholeUser({
      poolId: idOf(config(), 'userPoolId'),
      username,
      password,
      attributes: toAttributes(confirmed ? { ...addressOf(username), ...attributes } : attributes),
      groups,
      ...(totp !== undefined && { totp: secretOf(totp) }),
      ...(!confirmed && { signUpAt: idOf(config(), 'userPoolClientId') }),
    });
  }

  async function signIn({ username }: UserName): Promise<SignedIn> {
    const clientId = idOf(config(), 'userPoolClientId');
    const signedIn = await userPools.signIn(clientId, username);
    const prefix = `CognitoIdentityServiceProvider.${clientId}`;
    const { accessToken, idToken, refreshToken, name } = signedIn;
    const storage = {
      [`${prefix}.LastAuthUser`]: name,
      [`${prefix}.${name}.accessToken`]: accessToken,
      [`${prefix}.${name}.idToken`]: idToken,
      [`${prefix}.${name}.refreshToken`]: refreshToken,
      [`${prefix}.${name}.clockDrift`]: '0',
      [`react-cognito-hooks.${clientId}.session`]: JSON.stringify({
        ...{ accessToken, idToken, refreshToken },
        clockOffsetMs: 0,
      }),
    };
    return { accessToken, idToken, refreshToken, storage };
  }

  return {
    signIn,
    createUser,
    async credentials(user) {
      const IdentityPoolId = idOf(config(), 'identityPoolId');
      const issuer = userPools.issuer(idOf(config(), 'userPoolId'));
      const Logins = { [issuer.replace('https://', '')]: (await signIn(user)).idToken };
      const input = { AccountId: environment.accountId, IdentityPoolId, Logins };
      const { IdentityId } = toRecord(await run(identityPools.service, 'GetId', input));
      const answer = toRecord(
        await run(identityPools.service, 'GetCredentialsForIdentity', { IdentityId, Logins }),
      );
      const credentials = toRecord(answer.Credentials);
      return {
        accessKeyId: String(credentials.AccessKeyId),
        secretAccessKey: String(credentials.SecretKey),
        sessionToken: String(credentials.SessionToken),
        expiration: new Date(Number(credentials.Expiration) * 1000),
        identityId: String(answer.IdentityId),
      };
    },
  };
}

type IdName = 'userPoolId' | 'userPoolClientId' | 'identityPoolId';

function idOf(config: ClientConfig | null, name: IdName): string {
  if (config !== null) return config[name];
  throw new LocalRuntimeError(
    'NoClientConfig',
    `the template has no client config that names a ${name}`,
    'give the stack an output ClientConfig, or run one with one pool, client and identity pool',
  );
}

function secretOf(totp: string): Buffer {
  const secret = fromBase32(totp);
  if (secret !== undefined) return secret;
  throw new LocalRuntimeError(
    'InvalidSecret',
    'the totp of a user is no secret in base32',
    "write at least 16 letters of A to Z and 2 to 7, such as 'JBSWY3DPEHPK3PXP'",
  );
}

/** A name that is an address is that attribute, too, and proved. */
function addressOf(username: string): Record<string, string> {
  if (username.includes('@')) return { email: username, email_verified: 'true' };
  if (/^\+\d+$/.test(username)) return { phone_number: username, phone_number_verified: 'true' };
  return {};
}

function toAttributes(attributes: Readonly<Record<string, string>>) {
  return Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

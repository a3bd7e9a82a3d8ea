import { createDispatcher } from '../../src/aws-endpoint/create-dispatcher';
import { createKms } from '../../src/kms/create-kms';
import type { Key } from '../../src/kms/key';
import { createKeys, type Keys } from '../../src/kms/keys';
import { defaultKeyPolicy, readKeyPolicy } from '../../src/resources/key-policy';
import { createMemoryStore } from '../../src/state/memory-store';
import type { Store } from '../../src/state/store';
import { createRandom } from '../../src/support/random';
import { RequestLog } from '../../src/support/request-log';
import { ENVIRONMENT, QUIET } from '../environment';
import { createStsFixture, SERVICE_TRUST } from '../sts/sts-fixture';
import { type Key as AccessKey, signRequest } from '../support/sign-request';

export const ACCOUNT_ARN = 'arn:aws:iam::111122223333:root';
export const KEY_ID = '11111111-2222-4333-8444-555555555555';
export const KEY_ARN = `arn:aws:kms:us-east-1:111122223333:key/${KEY_ID}`;

/** A key whose policy leaves the decision to the account, or has the statements that are given. */
export function keyOf(statements?: readonly object[], change: Partial<Key> = {}): Key {
  const policy =
    statements === undefined
      ? defaultKeyPolicy(ACCOUNT_ARN)
      : readKeyPolicy({ Version: '2012-10-17', Statement: statements });
  return {
    id: KEY_ID,
    arn: KEY_ARN,
    description: '',
    enabled: true,
    isMultiRegion: false,
    tags: {},
    policy,
    ...change,
  };
}

/** A statement of a key policy. */
export function keyStatement(effect: string, principal: unknown, change: object = {}): object {
  return { Effect: effect, Principal: principal, Action: 'kms:*', Resource: '*', ...change };
}

/** An answer of KMS: its body, and the name of the error if it is one. */
export interface KmsAnswer {
  readonly error: string;
  readonly body: Readonly<Record<string, string>>;
}

/** KMS with keys, behind signatures and policies. */
export function createKmsFixture(
  added: readonly Key[] = [keyOf()],
  store: Store = createMemoryStore(),
) {
  const sts = createStsFixture();
  const keys: Keys = createKeys({
    ...sts,
    environment: ENVIRONMENT,
    random: createRandom(),
    store,
  });
  for (const key of added) keys.add(key);
  const requests = new RequestLog();
  const foundation = { random: createRandom(), environment: ENVIRONMENT, store };
  const dispatch = createDispatcher({
    ...sts,
    ...foundation,
    log: QUIET,
    requests,
    services: [createKms({ ...foundation, keys })],
  });

  /** The credentials of a role that Lambda assumes. */
  const assume = (name: string, allows: readonly object[]): AccessKey =>
    sts.tokenService.assumeServiceRole(
      sts.addRole(name, { trust: [SERVICE_TRUST], allows }),
      'lambda.amazonaws.com',
      'fn',
      3600,
    );
  const everything = assume('Everything', [{ Effect: 'Allow', Action: 'kms:*', Resource: '*' }]);

  /** Calls as a role that may do everything, or as another. */
  const call = async (
    operation: string,
    input: object,
    credentials: AccessKey = everything,
  ): Promise<KmsAnswer> => {
    const raw = await signRequest(credentials, {
      method: 'POST',
      service: 'kms',
      headers: { 'x-amz-target': `TrentService.${operation}` },
      body: JSON.stringify(input),
    });
    const answer = await dispatch({ raw, sourceIp: '127.0.0.1', protocol: 'HTTP/1.1' });
    const body = JSON.parse(String(answer.body));
    return { error: body.__type ?? 'none', body };
  };
  const encrypted = async (input: object = {}): Promise<string> => {
    const { body } = await call('Encrypt', { KeyId: KEY_ID, Plaintext: SECRET, ...input });
    return body.CiphertextBlob ?? '';
  };
  return { ...sts, keys, requests, assume, call, encrypted };
}

/** Base64 of `secret`. */
export const SECRET = 'c2VjcmV0';

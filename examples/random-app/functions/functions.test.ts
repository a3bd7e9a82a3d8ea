import type { PostAuthenticationTriggerEvent, PreAuthenticationTriggerEvent } from 'aws-lambda';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as postAuthentication from './post-authentication';
import * as preAuthentication from './pre-authentication';
import * as privateNumber from './private';
import * as publicNumber from './public';

afterEach(() => vi.restoreAllMocks());

describe('a random number', () => {
  test('that is public is for anyone', async () => {
    const { statusCode, body } = await publicNumber.handler();

    expect(statusCode).toBe(200);
    expect(JSON.parse(body ?? '')).toEqual({
      message: expect.stringMatching(/^Public Random Number: \d$/),
    });
  });

  test('that is private says who IAM let in', async () => {
    const cognitoIdentity = { identityId: 'us-east-1:caller' };

    const { body } = await privateNumber.handler({
      requestContext: { authorizer: { iam: { cognitoIdentity } } },
    });

    expect(JSON.parse(body ?? '')).toEqual({
      message: expect.stringMatching(/^Private Random Number: \d$/),
      identityId: 'us-east-1:caller',
    });
  });

  test('that is private names nobody where IAM knows no identity', async () => {
    const { body } = await privateNumber.handler({
      requestContext: { authorizer: { iam: { cognitoIdentity: null } } },
    });

    expect(JSON.parse(body ?? '')).toMatchObject({ identityId: null });
  });
});

describe('a trigger', () => {
  const shared = {
    version: '1',
    region: 'us-east-1',
    userPoolId: 'us-east-1_Pool',
    userName: 'somebody',
    callerContext: { awsSdkVersion: 'unknown', clientId: 'client' },
    response: {},
  };
  const userAttributes = { sub: 'secret-sub', email: 'somebody@example.com' };

  test('before a sign-in lets it go on and logs one line that names nobody', async () => {
    const log = vi.spyOn(console, 'log').mockReturnValue();
    const event: PreAuthenticationTriggerEvent = {
      ...shared,
      triggerSource: 'PreAuthentication_Authentication',
      request: { userAttributes },
    };

    expect(await preAuthentication.handler(event)).toBe(event);

    expect(log.mock.calls).toEqual([['{"event":"sign-in attempted","client":"client"}']]);
  });

  test.each(['ada@blocked.example', 'ADA@Blocked.Example'])(
    'before a sign-in turns %s away and names nobody either',
    async (email) => {
      const log = vi.spyOn(console, 'log').mockReturnValue();
      const event: PreAuthenticationTriggerEvent = {
        ...shared,
        triggerSource: 'PreAuthentication_Authentication',
        request: { userAttributes: { ...userAttributes, email } },
      };

      await expect(preAuthentication.handler(event)).rejects.toThrow(
        'Addresses of this domain may not sign in.',
      );

      expect(log.mock.calls).toEqual([['{"event":"sign-in turned away","client":"client"}']]);
    },
  );

  test('after a sign-in hands it back and logs one line that names nobody', async () => {
    const log = vi.spyOn(console, 'log').mockReturnValue();
    const event: PostAuthenticationTriggerEvent = {
      ...shared,
      triggerSource: 'PostAuthentication_Authentication',
      request: { userAttributes, newDeviceUsed: false },
    };

    expect(await postAuthentication.handler(event)).toBe(event);

    expect(log.mock.calls).toEqual([['{"event":"signed in","client":"client"}']]);
  });
});

import { describe, expect, test } from 'vitest';
import { claimsOf, createFixture, EMAIL } from '../user-pool-fixture';

const pool = {
  triggers: { PreTokenGeneration: 'arn:token' },
  preTokenGenerationVersion: 2,
} as const;
const ADMIN_SCOPE = 'aws.cognito.signin.user.admin';

async function tokensWith(details: Record<string, unknown>) {
  const fixture = createFixture({
    pool,
    invoke: (event) => ({
      outcome: 'answered',
      payload: { ...event, response: { claimsAndScopeOverrideDetails: details } },
    }),
  });
  await fixture.confirmedUser();
  const { AccessToken, IdToken } = await fixture.signIn();
  return { fixture, AccessToken, access: claimsOf(AccessToken), id: claimsOf(IdToken) };
}

describe('a pre token generation trigger of version 2', () => {
  test('is told the version and the scopes', async () => {
    const { fixture } = await tokensWith({});

    expect(fixture.invocations[0]?.event).toMatchObject({
      version: '2',
      triggerSource: 'TokenGeneration_Authentication',
      request: { scopes: [ADMIN_SCOPE], userAttributes: { email: EMAIL } },
      response: { claimsAndScopeOverrideDetails: null },
    });
  });

  test('changes each token for itself', async () => {
    const { access, id } = await tokensWith({
      idTokenGeneration: {
        claimsToAddOrOverride: { team: 'blue' },
        claimsToSuppress: ['email'],
      },
      accessTokenGeneration: {
        claimsToAddOrOverride: { roles: ['editor', 'reader'] },
        scopesToAdd: ['orders/read'],
      },
      groupOverrideDetails: { groupsToOverride: ['editors'] },
    });

    expect(id).toMatchObject({ team: 'blue', 'cognito:groups': ['editors'] });
    expect(id).not.toHaveProperty('email');
    expect(id).not.toHaveProperty('roles');
    expect(access).toMatchObject({
      roles: ['editor', 'reader'],
      scope: `${ADMIN_SCOPE} orders/read`,
      'cognito:groups': ['editors'],
    });
    expect(access).not.toHaveProperty('team');
  });

  test('changes nothing that carries the token’s own meaning', async () => {
    const forged = { sub: 'x', exp: 1, iss: 'x', client_id: 'x', username: 'x', token_use: 'id' };
    const { access } = await tokensWith({
      accessTokenGeneration: {
        claimsToAddOrOverride: { ...forged, scope: 'x', 'cognito:groups': ['admins'] },
        claimsToSuppress: ['sub', 'exp', 'client_id', 'scope', 'username'],
        scopesToAdd: ['aws.cognito.signin.other', 'two words'],
      },
    });

    expect(access).not.toMatchObject({ sub: 'x' });
    for (const [name, value] of Object.entries(forged)) expect(access[name]).not.toBe(value);
    expect(access).toHaveProperty('exp');
    expect(access.scope).toBe(ADMIN_SCOPE);
    expect(access).not.toHaveProperty('cognito:groups');
  });

  test('takes the scope that the user operations ask for', async () => {
    const { fixture, AccessToken } = await tokensWith({
      accessTokenGeneration: { scopesToSuppress: [ADMIN_SCOPE] },
    });

    await expect(fixture.call('GetUser', { AccessToken })).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Access Token does not have required scopes',
    });
  });
});

import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../src/state/memory-store';
import { createCognito } from './cognito-fixture';

const HOUR_MS = 3_600_000;

function clientWith(properties: Record<string, unknown>) {
  const { make, userPools } = createCognito();
  const UserPoolId = make('UserPool').ref;
  const made = make('UserPoolClient', { UserPoolId, ...properties });
  return { made, client: userPools.clients()[0] };
}

describe('AWS::Cognito::UserPoolClient', () => {
  test('has the defaults of AWS where the template says nothing', () => {
    const { made, client } = clientWith({});

    expect(made.ref).toMatch(/^[a-z0-9]{26}$/);
    expect(made.attributes).toEqual({ ClientId: made.ref, Name: 'UserPoolClient' });
    expect(client).toMatchObject({
      id: made.ref,
      authFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'],
      preventUserExistenceErrors: false,
      accessTokenMs: HOUR_MS,
      idTokenMs: HOUR_MS,
      refreshTokenMs: 30 * 24 * HOUR_MS,
      authSessionMs: 180_000,
    });
    expect(client).not.toHaveProperty('secret');
    expect(client?.writeAttributes).not.toContain('email_verified');
    expect(client?.readAttributes).toContain('email_verified');
  });

  test('is what the template says', () => {
    const { made, client } = clientWith({
      AccessTokenValidity: 30,
      IdTokenValidity: 2,
      RefreshTokenValidity: '12',
      TokenValidityUnits: { AccessToken: 'minutes', RefreshToken: 'hours' },
      AuthSessionValidity: 15,
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
      GenerateSecret: true,
      PreventUserExistenceErrors: 'ENABLED',
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 },
      WriteAttributes: ['email', 'custom:team'],
      ReadAttributes: ['email'],
      CallbackURLs: ['https://example.com'],
      SupportedIdentityProviders: ['COGNITO'],
    });

    expect(client).toMatchObject({
      accessTokenMs: HOUR_MS / 2,
      idTokenMs: 2 * HOUR_MS,
      refreshTokenMs: 12 * HOUR_MS,
      authSessionMs: 15 * 60_000,
      authFlows: ['ALLOW_USER_SRP_AUTH'],
      preventUserExistenceErrors: true,
      rotation: { graceMs: 10_000 },
      writeAttributes: ['email', 'custom:team'],
      readAttributes: ['email'],
      secret: made.attributes.ClientSecret,
    });
    expect(made.attributes.ClientSecret).toMatch(/^[a-z0-9]{51}$/);
  });

  test('keeps id and secret as long as the store lives', () => {
    const store = createMemoryStore();
    const restart = () => {
      const { make } = createCognito(store);
      const UserPoolId = make('UserPool').ref;
      return make('UserPoolClient', { UserPoolId, GenerateSecret: true });
    };

    expect(restart()).toEqual(restart());
  });

  test.each<[string, Record<string, unknown>]>([
    ['UserPoolId', { UserPoolId: 'us-east-1_other' }],
    ['EnableTokenRevocation', { EnableTokenRevocation: false }],
    ['SupportedIdentityProviders', { SupportedIdentityProviders: ['COGNITO', 'Google'] }],
    ['ExplicitAuthFlows', { ExplicitAuthFlows: ['ADMIN_NO_SRP_AUTH'] }],
    [
      'ExplicitAuthFlows',
      {
        ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
        RefreshTokenRotation: { Feature: 'ENABLED' },
      },
    ],
    [
      'TokenValidityUnits',
      { AccessTokenValidity: 1, TokenValidityUnits: { AccessToken: 'weeks' } },
    ],
  ])('fails for a %s that is not supported', (path, properties) => {
    expect(() => clientWith(properties)).toThrow(
      expect.objectContaining({
        code: 'InvalidProperty',
        message: expect.stringContaining(`has ${path}`),
      }),
    );
  });

  test('fails for sign-in by choice in a plan that has none', () => {
    const { make, userPools } = createCognito();
    const UserPoolId = make('UserPool', { UserPoolTier: 'LITE' }).ref;
    const ExplicitAuthFlows = ['ALLOW_USER_AUTH'];

    expect(() => make('UserPoolClient', { UserPoolId, ExplicitAuthFlows }, 'Web')).toThrow(
      'no ALLOW_USER_AUTH where UserPoolTier is LITE',
    );
    expect(userPools.clients()).toEqual([]);
  });
});

import { App, Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ClientAttributes, StringAttribute } from 'aws-cdk-lib/aws-cognito';
import { describe, expect, test } from 'vitest';
import { type AppClientOptions, RouteAccess } from '../src';
import { clientOf, inlineHandler, newApi, newAuth, newStack } from './fixtures';

describe('token validity', () => {
  test('is what the props say, in minutes', () => {
    const client = clientOf({
      accessTokenValidity: Duration.minutes(5),
      idTokenValidity: Duration.days(1),
      refreshTokenValidity: Duration.days(3650),
      authSessionValidity: Duration.minutes(15),
    });

    expect(client).toMatchObject({
      AccessTokenValidity: 5,
      IdTokenValidity: 1440,
      RefreshTokenValidity: 5_256_000,
      AuthSessionValidity: 15,
    });
  });

  test.each<[keyof AppClientOptions, Duration, string]>([
    [
      'accessTokenValidity',
      Duration.minutes(4),
      'is 4 minutes, Cognito takes whole minutes from 5 minutes to 1 day',
    ],
    [
      'accessTokenValidity',
      Duration.seconds(330),
      'is 5 minutes 30 seconds, Cognito takes whole minutes',
    ],
    ['idTokenValidity', Duration.minutes(1441), 'is 1 day 1 minute, Cognito takes'],
    [
      'refreshTokenValidity',
      Duration.minutes(59),
      'is 59 minutes, Cognito takes whole minutes from 1 hour to 3650 days',
    ],
    ['refreshTokenValidity', Duration.days(3651), 'is 3651 days, Cognito takes'],
    [
      'authSessionValidity',
      Duration.minutes(2),
      'is 2 minutes, Cognito takes whole minutes from 3 minutes to 15 minutes',
    ],
    ['authSessionValidity', Duration.minutes(16), 'is 16 minutes, Cognito takes'],
  ])('fails for %s of %s', (prop, validity, message) => {
    expect(() => clientOf({ [prop]: validity })).toThrow(`ValidityOutOfRange: ${prop} ${message}`);
  });

  test.each(['accessTokenValidity', 'idTokenValidity'])(
    'fails for an %s that outlives the refresh token',
    (prop) => {
      const validities = {
        refreshTokenValidity: Duration.hours(2),
        [prop]: Duration.hours(3),
      };

      expect(() => clientOf(validities)).toThrow(
        `ValidityOutOfRange: ${prop} is 3 hours, Cognito takes whole minutes from 5 minutes to ` +
          '2 hours, the refreshTokenValidity [Stack/Auth]',
      );
    },
  );

  test('rotates refresh tokens where asked to, without the flow that Cognito then refuses', () => {
    const client = clientOf({ refreshTokenRotationGracePeriod: Duration.seconds(10) });

    expect(client.RefreshTokenRotation).toEqual({
      Feature: 'ENABLED',
      RetryGracePeriodSeconds: 10,
    });
    expect(client.ExplicitAuthFlows).toEqual(['ALLOW_USER_SRP_AUTH']);
  });

  test('fails for a rotation grace period above a minute', () => {
    expect(() => clientOf({ refreshTokenRotationGracePeriod: Duration.seconds(61) })).toThrow(
      'RotationGraceTooLong: refreshTokenRotationGracePeriod is 61 s, Cognito takes 0 to 60 s',
    );
  });
});

describe('attributes of a client', () => {
  const customAttributes = { tenant: new StringAttribute(), theme: new StringAttribute() };

  test('are all readable, custom ones not writable', () => {
    const { ReadAttributes, WriteAttributes } = clientOf({ customAttributes });

    expect(ReadAttributes).toEqual(expect.arrayContaining(['custom:tenant', 'custom:theme']));
    expect(WriteAttributes.join()).not.toContain('custom:');
  });

  test('are exactly what the lists name', () => {
    const { ReadAttributes, WriteAttributes } = clientOf({
      customAttributes,
      readAttributes: new ClientAttributes().withStandardAttributes({ emailVerified: true }),
      writeAttributes: new ClientAttributes()
        .withStandardAttributes({ email: true })
        .withCustomAttributes('theme'),
    });

    expect(ReadAttributes).toEqual(['email_verified']);
    expect(WriteAttributes).toEqual(['custom:theme', 'email']);
  });

  test.each(['readAttributes', 'writeAttributes'])(
    'fail where %s names a custom attribute that is not there',
    (prop) => {
      const attributes = new ClientAttributes().withCustomAttributes('colour');

      expect(() => clientOf({ customAttributes, [prop]: attributes })).toThrow(
        `AttributeNotFound: ${prop} names 'custom:colour', which is not among the ` +
          'customAttributes: add it there or leave it out [Stack/Auth]',
      );
    },
  );

  test('fail where users could call their own address verified', () => {
    const writeAttributes = new ClientAttributes().withStandardAttributes({ emailVerified: true });

    expect(() => clientOf({ writeAttributes })).toThrow(
      "AttributeNotFound: writeAttributes names 'email_verified', which Cognito alone writes",
    );
  });

  test('fail where a required one is not writable', () => {
    const standardAttributes = { givenName: { required: true } };
    const writeAttributes = new ClientAttributes().withStandardAttributes({ email: true });

    expect(() => clientOf({ standardAttributes, writeAttributes })).toThrow(
      "RequiredAttributeNotWritable: writeAttributes lacks 'given_name', without which nobody can " +
        'sign up: standardAttributes requires it, add it or require it no more [Stack/Auth]',
    );
  });
});

describe('another client', () => {
  test('is as secure as the first, whatever that was told', () => {
    const stack = newStack();
    const auth = newAuth(stack, { accessTokenValidity: Duration.minutes(5) });

    auth.addClient('Mobile', { refreshTokenValidity: Duration.days(90) });

    const clients = Template.fromStack(stack).findResources('AWS::Cognito::UserPoolClient');
    const [id = ''] = Object.keys(clients).filter((name) => name.includes('Mobile'));
    const first = clientOf();
    expect(Object.keys(clients)).toHaveLength(2);
    expect(clients[id]?.Properties).toEqual({ ...first, RefreshTokenValidity: 90 * 24 * 60 });
  });

  test('gets credentials of the identity pool, by the token’s groups', () => {
    const stack = newStack();
    const auth = newAuth(stack, { groups: [{ name: 'admin' }] });

    const mobile = stack.resolve(auth.addClient('Mobile').userPoolClientId);

    const main = stack.resolve(auth.userPoolClient.userPoolClientId);
    const template = Template.fromStack(stack);
    const [pool] = Object.values(template.findResources('AWS::Cognito::IdentityPool'));
    expect(pool?.Properties.CognitoIdentityProviders).toEqual(
      [main, mobile].map((ClientId) =>
        expect.objectContaining({ ClientId, ServerSideTokenCheck: true }),
      ),
    );
    const [roles] = Object.values(
      template.findResources('AWS::Cognito::IdentityPoolRoleAttachment'),
    );
    const mappings = Object.values<Record<string, unknown>>(roles?.Properties.RoleMappings);
    expect(mappings.map(({ IdentityProvider }) => JSON.stringify(IdentityProvider))).toEqual([
      expect.stringContaining(main.Ref),
      expect.stringContaining(mobile.Ref),
    ]);
    expect(mappings.map(({ Type }) => Type)).toEqual(['Token', 'Token']);
  });

  test('has its tokens taken by JWT routes of another stack, made before it', () => {
    const app = new App();
    const auth = newAuth(newStack({ app, id: 'Users' }));
    const stack = newStack({ app, id: 'Apis' });
    const handler = inlineHandler(stack);
    newApi(stack, auth).addRoutes({ 'GET /me': { handler, access: RouteAccess.jwt() } });

    auth.addClient('Mobile');

    const [authorizer] = Object.values(
      Template.fromStack(stack).findResources('AWS::ApiGatewayV2::Authorizer'),
    );
    const audience = authorizer?.Properties.JwtConfiguration.Audience;
    expect(audience).toHaveLength(2);
    expect(JSON.stringify(audience[1])).toContain('ClientMobile');
  });
});

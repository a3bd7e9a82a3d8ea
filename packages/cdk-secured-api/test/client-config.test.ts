import Ajv from 'ajv';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Mfa, VerificationEmailStyle } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import schema from '../schema/client-config.v1.json';
import { ClientConfig, type CognitoAuthProps, TriggerHandler } from '../src';
import { inlineFunction, newApi, newAuth, newStack } from './fixtures';

const ENV = { account: '111122223333', region: 'eu-west-1' };

/** What a string with tokens reads once deployed, every reference as its logical id. */
function deployed(stack: Stack, text: string) {
  const resolved = stack.resolve(text);
  const parts: (string | Record<string, unknown>)[] =
    typeof resolved === 'string' ? [resolved] : resolved['Fn::Join'][1];
  return JSON.parse(
    parts.map((part) => (typeof part === 'string' ? part : deployedValue(part))).join(''),
  );
}

function deployedValue(part: Record<string, unknown>): string {
  if ('Fn::GetAtt' in part) return 'https://api.example.com';
  const id = String(part.Ref);
  if (id.startsWith('AuthUsersPoolClient')) return 'client';
  return id.startsWith('AuthUsersPool') ? 'eu-west-1_Pool' : 'eu-west-1:identities';
}

function configOf(props: Partial<CognitoAuthProps> = {}) {
  const stack = newStack({ env: ENV });
  const api = newApi(stack, newAuth(stack, props));
  return deployed(stack, api.clientConfig.toJsonString());
}

const PASSWORDLESS = {
  allowedFirstAuthFactors: { password: true, emailOtp: true, passkey: true },
  passkeyRelyingPartyId: 'example.com',
};
const BY_LINK = { userVerification: { emailStyle: VerificationEmailStyle.LINK } };

describe('a client config', () => {
  test('holds exactly these values', () => {
    expect(configOf()).toEqual({
      version: 1,
      region: 'eu-west-1',
      userPoolId: 'eu-west-1_Pool',
      userPoolClientId: 'client',
      identityPoolId: 'eu-west-1:identities',
      apis: { Api: { url: 'https://api.example.com', region: 'eu-west-1' } },
      guests: false,
      signIn: {
        identifiers: ['email'],
        selfSignUp: true,
        flows: ['USER_SRP_AUTH'],
        mfa: 'OPTIONAL',
      },
      verification: 'code',
      passwordPolicy: {
        minLength: 12,
        requires: ['lowercase', 'uppercase', 'numbers', 'symbols'],
      },
    });
  });

  test.each([
    ['requireLowercase', ['uppercase', 'numbers', 'symbols']],
    ['requireUppercase', ['lowercase', 'numbers', 'symbols']],
    ['requireDigits', ['lowercase', 'uppercase', 'symbols']],
    ['requireSymbols', ['lowercase', 'uppercase', 'numbers']],
  ])('leaves out the class that %s turns off', (prop, requires) => {
    const config = configOf({ passwordPolicy: { [prop]: false } });

    expect(config.passwordPolicy).toEqual({ minLength: 12, requires });
  });

  test.each([
    ['by default', {}],
    [
      'with every alias and guests',
      {
        guests: true,
        signInAliases: { username: true, email: true, phone: true, preferredUsername: true },
      },
    ],
    [
      'with hosted login',
      {
        hostedLogin: {
          domainPrefix: 'random-numbers',
          callbackUrls: ['https://www.example.com/'],
          logoutUrls: ['https://www.example.com/'],
        },
      },
    ],
    ['with MFA required', { mfa: Mfa.REQUIRED }],
    ['with a choice of first factors', PASSWORDLESS],
    ['with links', BY_LINK],
    ['without MFA', { mfa: Mfa.OFF, passwordPolicy: { minLength: 6, requireSymbols: false } }],
  ])('keeps to its schema %s', (_, props) => {
    const validate = new Ajv({ strict: true }).compile(schema);

    validate(configOf(props));

    expect(validate.errors).toBeNull();
  });

  test('names what the auth was given', () => {
    const config = configOf({
      guests: true,
      selfSignUp: false,
      signInAliases: { phone: true },
      mfa: Mfa.REQUIRED,
      passwordPolicy: { minLength: 20, requireSymbols: false },
    });

    expect(config.guests).toBe(true);
    expect(config.signIn).toEqual({
      identifiers: ['phone_number'],
      selfSignUp: false,
      flows: ['USER_SRP_AUTH'],
      mfa: 'ON',
    });
    expect(config.passwordPolicy).toEqual({
      minLength: 20,
      requires: ['lowercase', 'uppercase', 'numbers'],
    });
  });

  test('names the flow of a choice and the domain of passkeys', () => {
    const { signIn } = configOf(PASSWORDLESS);

    expect(signIn).toMatchObject({
      flows: ['USER_SRP_AUTH', 'USER_AUTH'],
      passkeyRelyingPartyId: 'example.com',
    });
  });

  test('says that addresses are verified by a link', () => {
    expect(configOf(BY_LINK).verification).toBe('link');
  });

  test('names the custom flow once the pool has it', () => {
    const stack = newStack();
    const handler = TriggerHandler.fromFunction(inlineFunction(stack));
    const auth = newAuth(stack, {
      triggers: {
        createAuthChallenge: handler,
        defineAuthChallenge: handler,
        verifyAuthChallengeResponse: handler,
      },
    });

    const text = JSON.stringify(stack.resolve(new ClientConfig({ auth }).toJsonString()));

    expect(text).toContain('CUSTOM_AUTH');
  });

  test('is the output ClientConfig of the stack that asks for it', () => {
    const stack = newStack();
    const api = newApi(stack, newAuth(stack));
    const scope = new Construct(stack, 'Deep');

    api.clientConfig.addOutput(scope);

    const { ClientConfig: output } = Template.fromStack(stack).toJSON().Outputs;
    expect(output).toEqual({
      Description: 'What a browser needs to sign users in and to call the APIs',
      Value: stack.resolve(api.clientConfig.toJsonString()),
    });
  });

  test('fails as a second output', () => {
    const stack = newStack();
    const api = newApi(stack, newAuth(stack));
    api.clientConfig.addOutput(stack);

    expect(() => api.clientConfig.addOutput(api)).toThrow(
      "ClientConfigTwice: the stack has a 'ClientConfig' already, make one config of all its APIs " +
        '[Stack/Api]',
    );
  });

  test('is an output of another stack than the pool’s, too', () => {
    const app = new App();
    const users = newStack({ app, id: 'Users' });
    const stack = newStack({ app, id: 'Apis' });
    const api = newApi(stack, newAuth(users));
    api.clientConfig.addOutput(stack);

    const output = JSON.stringify(Template.fromStack(stack).findOutputs('ClientConfig'));

    expect(output).toContain('Users:ExportsOutputRefAuthUsersPool');
    expect(output).toContain('ApiEndpoint');
  });

  test('fails for an API without an auth', () => {
    expect(() => newApi(newStack()).clientConfig).toThrow(
      'AuthMissing: a client config names user pools, give the API an auth [Stack/Api]',
    );
  });

  test('fails for two APIs of one construct id', () => {
    const app = new App();
    const stack = newStack({ app });
    const auth = newAuth(stack);
    const apis = [newApi(stack, auth), newApi(newStack({ app, id: 'Other' }), auth)];

    expect(() => new ClientConfig({ auth, apis })).toThrow(
      "ApiIdTwice: two APIs have the construct id 'Api', by which clients name them",
    );
  });
});

describe('the Amplify outputs', () => {
  function outputsOf(props: Partial<CognitoAuthProps> = {}) {
    const stack = newStack({ env: ENV });
    const api = newApi(stack, newAuth(stack, props));
    return deployed(stack, api.clientConfig.toAmplifyOutputs());
  }

  test('hold the same values by Amplify’s names', () => {
    expect(outputsOf({ groups: [{ name: 'admin' }] })).toEqual({
      version: '1.4',
      auth: {
        aws_region: 'eu-west-1',
        user_pool_id: 'eu-west-1_Pool',
        user_pool_client_id: 'client',
        identity_pool_id: 'eu-west-1:identities',
        unauthenticated_identities_enabled: false,
        username_attributes: ['email'],
        standard_required_attributes: [],
        user_verification_types: ['email'],
        mfa_configuration: 'OPTIONAL',
        mfa_methods: ['TOTP'],
        password_policy: {
          min_length: 12,
          require_lowercase: true,
          require_uppercase: true,
          require_numbers: true,
          require_symbols: true,
        },
        groups: [{ admin: { precedence: 0 } }],
      },
      custom: {
        API: {
          Api: { endpoint: 'https://api.example.com', region: 'eu-west-1', apiName: 'Api' },
        },
      },
    });
  });

  test.each([
    [Mfa.OFF, 'NONE', []],
    [Mfa.REQUIRED, 'REQUIRED', ['TOTP']],
  ])('call MFA %s %s', (mfa, name, methods) => {
    expect(outputsOf({ mfa }).auth).toMatchObject({
      mfa_configuration: name,
      mfa_methods: methods,
    });
  });

  test('name every second factor that users may take', () => {
    const { auth } = outputsOf({
      signInAliases: { email: true, phone: true },
      mfaSecondFactor: { otp: true, sms: true, email: true },
      sesSender: { fromEmail: 'hello@example.com' },
    });

    expect(auth.mfa_methods).toEqual(['TOTP', 'SMS', 'EMAIL']);
  });

  test('name every first factor but the password', () => {
    expect(outputsOf(PASSWORDLESS).auth.passwordless).toEqual({
      email_otp_enabled: true,
      sms_otp_enabled: false,
      web_authn: { relying_party_id: 'example.com', user_verification: 'required' },
    });
  });

  test('name every address that is verified', () => {
    const { auth } = outputsOf({ mfaSecondFactor: { otp: true, sms: true } });

    expect(auth).toMatchObject({
      username_attributes: ['email'],
      user_verification_types: ['email', 'phone_number'],
    });
  });

  test('name the attributes that a sign-up must hold', () => {
    const { auth } = outputsOf({ standardAttributes: { fullname: { required: true } } });

    expect(auth.standard_required_attributes).toEqual(['name']);
  });

  test('name no address as user name where users choose one', () => {
    expect(outputsOf({ signInAliases: { username: true, email: true } }).auth).toMatchObject({
      username_attributes: [],
      user_verification_types: ['email'],
    });
  });
});

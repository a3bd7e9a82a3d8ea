import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { CognitoAuthBase } from './cognito-auth-base';
import { amplifyFactorsOf } from './private/amplify-factors';
import { amplifyOAuthOf } from './private/amplify-oauth';
import { refusal } from './private/refusal';
import { repeated } from './private/repeated';
import type { SecuredApi } from './secured-api';

/** The output that tools look for. */
const OUTPUT = 'ClientConfig';

/** Properties of `ClientConfig`. */
export interface ClientConfigProps {
  /** Whose users sign in. */
  readonly auth: CognitoAuthBase;

  /**
   * The APIs that the client calls, by their construct ids.
   *
   * @default - none
   */
  readonly apis?: SecuredApi[];
}

/**
 * The non-secret values that a browser needs to sign users in and to call APIs.
 *
 * @example
 * api.clientConfig.addOutput(this);
 */
export class ClientConfig {
  private readonly auth: CognitoAuthBase;
  private readonly apis: SecuredApi[];

  public constructor(props: ClientConfigProps) {
    this.auth = props.auth;
    this.apis = props.apis ?? [];
    const twice = repeated(this.apis.map(({ node }) => node.id));
    if (twice !== undefined) {
      throw refusal(
        'ApiIdTwice',
        `two APIs have the construct id '${twice}', by which clients name them: rename one`,
        this.auth,
      );
    }
  }

  /** The config by the schema `client-config.v1.json`, as one JSON string. */
  public toJsonString(): string {
    const { guests, hostedLogin, passwordPolicy, ...signIn } = this.auth._settings;
    return this.stringify({
      version: 1,
      region: this.region,
      userPoolId: this.auth.userPool.userPoolId,
      userPoolClientId: this.auth.userPoolClient.userPoolClientId,
      identityPoolId: this.auth.identityPoolId,
      apis: Object.fromEntries(
        this.apis.map((api) => [api.node.id, { url: api.url, region: Stack.of(api).region }]),
      ),
      guests,
      signIn: {
        identifiers: signIn.identifiers,
        selfSignUp: signIn.selfSignUp,
        flows: signIn.flows,
        mfa: signIn.mfa,
        passkeyRelyingPartyId: signIn.passkeys?.relyingPartyId,
      },
      verification: signIn.verification,
      passwordPolicy: {
        minLength: passwordPolicy.minLength,
        requires: [
          ...(passwordPolicy.requireLowercase ? ['lowercase'] : []),
          ...(passwordPolicy.requireUppercase ? ['uppercase'] : []),
          ...(passwordPolicy.requireDigits ? ['numbers'] : []),
          ...(passwordPolicy.requireSymbols ? ['symbols'] : []),
        ],
      },
      hostedLogin,
    });
  }

  /**
   * Adds the output `ClientConfig` to a stack: `toJsonString`, which tools read by that name.
   *
   * @param scope A construct of the stack.
   * @throws ClientConfigTwice where the stack has one
   */
  public addOutput(scope: Construct): CfnOutput {
    const stack = Stack.of(scope);
    if (stack.node.tryFindChild(OUTPUT) === undefined) {
      return new CfnOutput(stack, OUTPUT, {
        description: 'What a browser needs to sign users in and to call the APIs',
        value: this.toJsonString(),
      });
    }
    throw refusal(
      'ClientConfigTwice',
      `the stack has a '${OUTPUT}' already, make one config of all its APIs`,
      scope,
    );
  }

  /**
   * The same values as an `amplify_outputs.json`, as one JSON string.
   *
   * @see https://docs.amplify.aws/react/reference/amplify_outputs/
   */
  public toAmplifyOutputs(): string {
    const settings = this.auth._settings;
    const { guests, hostedLogin, identifiers, passwordPolicy, groups } = settings;
    const addresses = identifiers.filter((name) => name === 'email' || name === 'phone_number');
    return this.stringify({
      version: '1.4',
      auth: {
        aws_region: this.region,
        user_pool_id: this.auth.userPool.userPoolId,
        user_pool_client_id: this.auth.userPoolClient.userPoolClientId,
        identity_pool_id: this.auth.identityPoolId,
        unauthenticated_identities_enabled: guests,
        username_attributes: identifiers.includes('username') ? [] : addresses,
        standard_required_attributes: settings.requiredAttributes,
        user_verification_types: settings.verifiedAddresses,
        ...amplifyFactorsOf(settings),
        password_policy: {
          min_length: passwordPolicy.minLength,
          require_lowercase: passwordPolicy.requireLowercase,
          require_uppercase: passwordPolicy.requireUppercase,
          require_numbers: passwordPolicy.requireDigits,
          require_symbols: passwordPolicy.requireSymbols,
        },
        oauth: hostedLogin && amplifyOAuthOf(hostedLogin),
        groups: groups.map((name, precedence) => ({ [name]: { precedence } })),
      },
      custom: {
        API: Object.fromEntries(
          this.apis.map((api) => [
            api.node.id,
            { endpoint: api.url, region: Stack.of(api).region, apiName: api.node.id },
          ]),
        ),
      },
    });
  }

  /**
   * Where the browser reaches Cognito, for a Content-Security-Policy.
   *
   * @internal
   */
  public get _endpoints(): string[] {
    const { urlSuffix } = Stack.of(this.auth);
    const { hostedLogin } = this.auth._settings;
    return [
      ...['cognito-idp', 'cognito-identity'].map(
        (service) => `https://${service}.${this.region}.${urlSuffix}`,
      ),
      ...(hostedLogin ? [hostedLogin.url] : []),
    ];
  }

  private get region(): string {
    return Stack.of(this.auth).region;
  }

  /** Tokens become references of the stack that the string is used in. */
  private stringify(value: object): string {
    return Stack.of(this.apis[0] ?? this.auth).toJsonString(value);
  }
}

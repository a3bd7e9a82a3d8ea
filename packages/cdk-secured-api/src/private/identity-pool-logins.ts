import type { CfnIdentityPoolProps } from 'aws-cdk-lib/aws-cognito';
import { Construct, type IConstruct } from 'constructs';
import type { IdentityPoolProvider, IdentityPoolProviderConfig } from '../identity-pool-provider';
import { refusal } from './refusal';
import { repeated } from './repeated';

type LoginLists = Pick<
  CfnIdentityPoolProps,
  'openIdConnectProviderArns' | 'samlProviderArns' | 'supportedLoginProviders'
>;

export interface IdentityPoolLoginsProps {
  /** The construct that errors name. */
  readonly auth: IConstruct;
  readonly providers: readonly IdentityPoolProvider[];
}

/** The providers of an identity pool beside user pools, and the resources that they are made of. */
export class IdentityPoolLogins extends Construct {
  public readonly configs: readonly IdentityPoolProviderConfig[];

  public constructor(scope: Construct, id: string, { auth, providers }: IdentityPoolLoginsProps) {
    super(scope, id);
    this.configs = providers.map((provider) => provider._bind(this, auth));
    const twice = repeated(this.configs.map(({ name }) => name));
    if (twice === undefined) return;
    throw refusal(
      'ProviderNameTaken',
      `identityPoolProviders holds '${twice}' twice, leave one`,
      auth,
    );
  }

  /** The lists of the identity pool, absent where they are empty. */
  public get lists(): LoginLists {
    const logins = this.valuesOf('logins').map(({ name, value }) => [name, value] as const);
    const oidc = this.valuesOf('oidc').map(({ value }) => value);
    const saml = this.valuesOf('saml').map(({ value }) => value);
    return {
      ...(logins.length > 0 && { supportedLoginProviders: Object.fromEntries(logins) }),
      ...(oidc.length > 0 && { openIdConnectProviderArns: oidc }),
      ...(saml.length > 0 && { samlProviderArns: saml }),
    };
  }

  private valuesOf(list: IdentityPoolProviderConfig['list']): IdentityPoolProviderConfig[] {
    return this.configs.filter((config) => config.list === list);
  }
}

import { CfnOIDCProvider } from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';
import { refusal } from './refusal';

export interface NewOidcProviderProps {
  readonly issuerUrl: string;
  readonly clientIds: readonly string[];
  /** The construct that errors name. */
  readonly auth: IConstruct;
}

/**
 * The ARN of an OIDC provider of IAM that is made for an issuer.
 *
 * By the resource itself: aws-cdk-lib's first construct for it is a custom resource. Thumbprints are
 * left to IAM, which trusts an issuer by its certificate authority.
 */
export function newOidcProvider(scope: Construct, props: NewOidcProviderProps): string {
  const { auth, clientIds, issuerUrl } = props;
  const id = issuerUrl.replace('https://', '').replaceAll('/', '|');
  if (scope.node.tryFindChild(id)) {
    throw refusal(
      'ProviderNameTaken',
      `identityPoolProviders holds '${issuerUrl}' twice, give one all of its clientIds`,
      auth,
    );
  }
  const provider = new CfnOIDCProvider(scope, id, {
    url: issuerUrl,
    clientIdList: [...clientIds],
  });
  return provider.attrArn;
}

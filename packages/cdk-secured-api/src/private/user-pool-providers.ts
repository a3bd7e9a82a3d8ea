import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { UserPoolProviderConfig } from './user-pool-provider-config';

export interface UserPoolProvidersProps {
  readonly userPoolId: string;
  readonly providers: readonly UserPoolProviderConfig[];
}

/** The providers by which users of a user pool sign in at its hosted pages. */
export class UserPoolProviders extends Construct {
  public constructor(scope: Construct, id: string, props: UserPoolProvidersProps) {
    super(scope, id);
    for (const { name, type, details, attributes, identifiers } of props.providers) {
      new cognito.CfnUserPoolIdentityProvider(this, name.replaceAll('/', '|'), {
        userPoolId: props.userPoolId,
        providerName: name,
        providerType: type,
        providerDetails: details,
        attributeMapping: attributes,
        idpIdentifiers: identifiers && [...identifiers],
      });
    }
  }
}

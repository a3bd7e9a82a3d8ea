import * as cognito from 'aws-cdk-lib/aws-cognito';

/** The attributes that users may change by a client, custom ones with their prefix. */
export function writeListOf(client: cognito.UserPoolClient): readonly string[] {
  const resource = client.node.defaultChild;
  return (resource instanceof cognito.CfnUserPoolClient && resource.writeAttributes) || [];
}

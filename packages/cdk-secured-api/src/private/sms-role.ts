import { Aws, Names } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledgeWildcard } from './acknowledge';

/** The role by which Cognito sends SMS: aws-cdk-lib's own lets any account's Cognito assume it. */
export function smsRole(scope: Construct) {
  const smsRoleExternalId = Names.uniqueResourceName(scope, { maxLength: 128 });
  const role = new iam.Role(scope, 'SmsRole', {
    description: 'Lets the user pool send codes by SMS',
    assumedBy: new iam.ServicePrincipal('cognito-idp.amazonaws.com', {
      conditions: {
        StringEquals: {
          'sts:ExternalId': smsRoleExternalId,
          'aws:SourceAccount': Aws.ACCOUNT_ID,
        },
      },
    }),
    inlinePolicies: {
      SendSms: new iam.PolicyDocument({
        statements: [new iam.PolicyStatement({ actions: ['sns:Publish'], resources: ['*'] })],
      }),
    },
  });
  acknowledgeWildcard(role, '*', 'a phone number is no resource that IAM can name');
  return { smsRole: role, smsRoleExternalId };
}

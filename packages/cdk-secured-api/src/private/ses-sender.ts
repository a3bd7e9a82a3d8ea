import { Stack, Token } from 'aws-cdk-lib';
import { UserPoolEmail, type UserPoolSESOptions } from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import { refusal } from './refusal';

/** The SES identity that e-mails are sent from; fails where its region cannot be known. */
export function sesEmailOf(
  sender: UserPoolSESOptions | undefined,
  scope: IConstruct,
): UserPoolEmail | undefined {
  if (sender === undefined) return undefined;
  if (sender.sesRegion === undefined && Token.isUnresolved(Stack.of(scope).region)) {
    throw refusal(
      'SesRegionMissing',
      'sesSender has no sesRegion and the stack no region, set one of them',
      scope,
    );
  }
  return UserPoolEmail.withSES(sender);
}

import { Stack } from 'aws-cdk-lib';
import { CfnUserPoolDomain, type UserPool } from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';

/** What is wrong where links should verify e-mails: their page is on the domain of the pool. */
export function linkFaults(userPool: UserPool, scope: IConstruct): string[] {
  const stack = Stack.of(userPool);
  const poolId = JSON.stringify(stack.resolve(userPool.userPoolId));
  const hasDomain = stack.node
    .findAll()
    .some(
      (node) =>
        node instanceof CfnUserPoolDomain &&
        JSON.stringify(stack.resolve(node.userPoolId)) === poolId,
    );
  if (hasDomain) return [];
  return [
    'VerificationLinkWithoutDomain: userVerification.emailStyle is LINK, which leads to a domain ' +
      `that the user pool does not have, set hostedLogin or use CODE [${scope.node.path}]`,
  ];
}

import {
  CfnUserPool,
  type IUserPool,
  type IUserPoolClient,
  UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import type { IdentityPoolOptions } from '../identity-pool-options';
import { refusal } from './refusal';
import { writeListOf } from './write-list';

/**
 * The claims of the user pool's tokens that decide about rights, though users may write what they say.
 *
 * Each is an error; clients that are added later count.
 */
export function findWritableClaims(
  {
    principalTags,
    roleRules = [],
    userPool,
  }: IdentityPoolOptions & { readonly userPool: IUserPool },
  clients: readonly IUserPoolClient[],
  scope: IConstruct,
): string[] {
  const tags = principalTags?._bind() ?? 'defaults';
  const proved = provedBy(userPool);
  const writable = clients
    .filter((client) => client instanceof UserPoolClient)
    .flatMap(writeListOf)
    .filter((name) => !proved.includes(name));
  return [
    ...roleRules.map((rule) => ({ prop: 'roleRules', claim: rule._bind().claim })),
    ...Object.values(tags === 'defaults' ? {} : tags).map((claim) => ({
      prop: 'principalTags',
      claim,
    })),
  ]
    .filter(({ claim }) => writable.includes(claim))
    .map(
      ({ prop, claim }) =>
        refusal(
          'ClaimWritable',
          `${prop} decides by the claim '${claim}', which users may write themselves: leave it out of ` +
            'writeAttributes, or decide by another',
          scope,
        ).message,
    );
}

/**
 * The address that nobody has in a token before they have shown that it is theirs.
 *
 * Who signs up with both is asked for a code of one alone, and the other stands in the token, too.
 */
function provedBy(userPool: IUserPool): readonly string[] {
  const resource = userPool.node.defaultChild;
  const verified = resource instanceof CfnUserPool ? (resource.autoVerifiedAttributes ?? []) : [];
  return verified.length === 1 ? verified : [];
}

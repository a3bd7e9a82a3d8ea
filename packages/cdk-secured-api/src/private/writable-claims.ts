import { type IUserPoolClient, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import type { IdentityPoolOptions } from '../identity-pool-options';
import { refusal } from './refusal';
import { writeListOf } from './write-list';

/** What users change too, but not before they have shown that the address is theirs. */
const PROVED = ['email', 'phone_number'];

/**
 * The claims of the user pool's tokens that decide about rights, though users may write what they say.
 *
 * Each is an error; clients that are added later count.
 */
export function findWritableClaims(
  { principalTags, roleRules = [] }: IdentityPoolOptions,
  clients: readonly IUserPoolClient[],
  scope: IConstruct,
): string[] {
  const tags = principalTags?._bind() ?? 'defaults';
  const writable = clients
    .filter((client) => client instanceof UserPoolClient)
    .flatMap(writeListOf)
    .filter((name) => !PROVED.includes(name));
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

import type { Foundation } from '../foundation';
import { parsePolicy } from '../iam/policy-document';
import type { Roles } from '../iam/roles';
import { LocalRuntimeError } from '../support/local-runtime-error';
import { generatedName, physicalId } from './physical-id';
import { PropertyReader } from './property-reader';
import type { ResolvedResource, ResourceProvider } from './provider';

const ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** `AWS::IAM::Role`: its trust policy and its own policies are enforced. */
export function iamRole(
  roles: Roles,
  { environment, random, store }: Pick<Foundation, 'environment' | 'random' | 'store'>,
): ResourceProvider {
  return {
    type: 'AWS::IAM::Role',
    modelled: [
      'AssumeRolePolicyDocument',
      'ManagedPolicyArns',
      'Path',
      'PermissionsBoundary',
      'Policies',
      'RoleName',
    ],
    ignorable: ['Description', 'MaxSessionDuration', 'Tags'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const managedPolicyArns = reader.texts('ManagedPolicyArns');
      const boundaryArn = reader.optionalText('PermissionsBoundary');
      for (const arn of [...managedPolicyArns, boundaryArn]) {
        if (arn !== undefined) assertKnown(roles, arn, resource);
      }
      const minted = physicalId(store, resource, () =>
        [random.characters(12), random.characters(17, ID_ALPHABET)].join('/'),
      );
      const [suffix = '', uniqueId = ''] = minted.split('/');
      const name = reader.optionalText('RoleName') ?? generatedName(resource, suffix, 64);
      const path = reader.optionalText('Path') ?? '/';
      const role = {
        arn: `arn:${environment.partition}:iam::${environment.accountId}:role${path}${name}`,
        id: `AROA${uniqueId}`,
        name,
        trust: parsePolicy(reader.raw('AssumeRolePolicyDocument'), 'trust'),
        inline: reader.objects('Policies').map((policy) => ({
          name: `${resource.logicalId}/${policy.text('PolicyName')}`,
          document: parsePolicy(policy.raw('PolicyDocument'), 'identity'),
        })),
        managedPolicyArns,
        boundaryArn,
      };
      roles.addRole(role);
      return { ref: name, attributes: { Arn: role.arn, RoleId: role.id } };
    },
  };
}

function assertKnown(roles: Roles, arn: string, { logicalId }: ResolvedResource): void {
  if (roles.hasManagedPolicy(arn)) return;
  throw new LocalRuntimeError(
    'UnknownManagedPolicy',
    `role '${logicalId}' has the managed policy '${arn}', whose document is not known here`,
    'use a policy of the template instead',
  );
}

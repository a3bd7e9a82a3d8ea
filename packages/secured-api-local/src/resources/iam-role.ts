import type { Foundation } from '../foundation';
import { type PolicyDocument, parsePolicy } from '../iam/policy-document';
import type { Roles } from '../iam/roles';
import { LocalRuntimeError } from '../support/local-runtime-error';
import { identityPolicy, RESOURCES_OF_POLICY } from './identity-policy';
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
    placeholders: [`Policies.${RESOURCES_OF_POLICY}`],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const managedPolicyArns = reader.texts('ManagedPolicyArns');
      const boundaryArn = reader.optionalText('PermissionsBoundary');
      const trust = parsePolicy(reader.raw('AssumeRolePolicyDocument'), 'trust');
      const unknown = managedPolicyArns.filter((arn) => !roles.hasManagedPolicy(arn));
      const skipped = unknown.filter((arn) => isOfServicesAlone(trust) && onlyAllows(arn));
      const enforced = managedPolicyArns.filter((arn) => !skipped.includes(arn));
      for (const arn of boundaryArn === undefined ? enforced : [...enforced, boundaryArn]) {
        assertKnown(roles, arn, resource);
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
        trust,
        inline: reader.objects('Policies').map((policy) => ({
          name: `${resource.logicalId}/${policy.text('PolicyName')}`,
          document: identityPolicy(policy.raw('PolicyDocument'), resource),
        })),
        managedPolicyArns,
        boundaryArn,
      };
      roles.addRole(role);
      return { ref: name, attributes: { Arn: role.arn, RoleId: role.id }, skipped };
    },
  };
}

/** Whether nobody but AWS's services takes the role: what it may do opens no route to a user. */
const isOfServicesAlone = ({ statements }: PolicyDocument): boolean =>
  statements.every(({ principals }) => Object.keys(principals ?? {}).join() === 'Service');

/** AWS's own policies allow, but for those that are there to deny. */
const onlyAllows = (arn: string): boolean =>
  /^arn:[\w-]+:iam::aws:policy\//.test(arn) && !/Deny|Quarantine/.test(arn);

function assertKnown(roles: Roles, arn: string, { logicalId }: ResolvedResource): void {
  if (roles.hasManagedPolicy(arn)) return;
  throw new LocalRuntimeError(
    'UnknownManagedPolicy',
    `role '${logicalId}' has the managed policy '${arn}', whose document is not known here`,
    'use a policy of the template instead',
  );
}

import { skip } from '../assembly/skipped-resource';
import type { Foundation } from '../foundation';
import type { Keys } from '../kms/keys';
import { defaultKeyPolicy, readKeyPolicy } from './key-policy';
import { physicalId } from './physical-id';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

const HEX = '0123456789abcdef';

/** What a key must be for the operations that are here. */
const SYMMETRIC: Readonly<Record<string, string>> = {
  KeySpec: 'SYMMETRIC_DEFAULT',
  KeyUsage: 'ENCRYPT_DECRYPT',
  Origin: 'AWS_KMS',
};

/** `AWS::KMS::Key`: a symmetric key whose policy is enforced; any other is not here. */
export function kmsKey(
  keys: Keys,
  { environment, random, store }: Pick<Foundation, 'environment' | 'random' | 'store'>,
): ResourceProvider {
  const { partition, region, accountId } = environment;
  return {
    type: 'AWS::KMS::Key',
    modelled: [
      'Description',
      'Enabled',
      'KeyPolicy',
      'MultiRegion',
      'Tags',
      ...Object.keys(SYMMETRIC),
    ],
    ignorable: [
      'BypassPolicyLockoutSafetyCheck',
      'EnableKeyRotation',
      'PendingWindowInDays',
      'RotationPeriodInDays',
    ],
    placeholders: ['Description', 'KeyPolicy', 'Tags'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const isSymmetric = Object.entries(SYMMETRIC).every(
        ([name, value]) => (reader.optionalText(name) ?? value) === value,
      );
      if (!isSymmetric) {
        const { logicalId, type } = resource;
        return { ...skip(logicalId, type), skipped: [type] };
      }
      const isMultiRegion = reader.optionalBoolean('MultiRegion') ?? false;
      const id = physicalId(store, resource, () =>
        isMultiRegion ? `mrk-${random.characters(32, HEX)}` : random.uuid(),
      );
      const arn = `arn:${partition}:kms:${region}:${accountId}:key/${id}`;
      const policy = reader.raw('KeyPolicy');
      keys.add({
        id,
        arn,
        description: reader.optionalText('Description') ?? '',
        enabled: reader.optionalBoolean('Enabled') ?? true,
        isMultiRegion,
        tags: Object.fromEntries(
          reader.objects('Tags').map((tag) => [tag.text('Key'), tag.text('Value')]),
        ),
        policy:
          policy === undefined
            ? defaultKeyPolicy(`arn:${partition}:iam::${accountId}:root`)
            : readKeyPolicy(policy),
      });
      return { ref: id, attributes: { Arn: arn, KeyId: id } };
    },
  };
}

import type { Foundation } from '../foundation';
import { generatedName, physicalId } from './physical-id';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

/** `AWS::Logs::LogGroup`: a name and an ARN; what is logged goes to the terminal. */
export function logsLogGroup({
  environment,
  random,
  store,
}: Pick<Foundation, 'environment' | 'random' | 'store'>): ResourceProvider {
  return {
    type: 'AWS::Logs::LogGroup',
    modelled: ['LogGroupName'],
    ignorable: ['DataProtectionPolicy', 'KmsKeyId', 'LogGroupClass', 'RetentionInDays', 'Tags'],
    provision(resource) {
      const suffix = physicalId(store, resource, () => random.characters(12));
      const name =
        new PropertyReader(resource).optionalText('LogGroupName') ??
        generatedName(resource, suffix, 512);
      const { partition, region, accountId } = environment;
      const arn = `arn:${partition}:logs:${region}:${accountId}:log-group:${name}:*`;
      return { ref: name, attributes: { Arn: arn } };
    },
  };
}

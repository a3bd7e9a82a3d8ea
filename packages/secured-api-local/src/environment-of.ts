import type { AssemblyStack } from './assembly/read-manifest';
import type { Environment } from './support/environment';
import { LocalRuntimeError } from './support/local-runtime-error';

const DEFAULT_REGION = 'us-east-1';

/** One region a run: the partition and the URL suffix follow from it. */
export function environmentOf(stacks: readonly AssemblyStack[]): Omit<Environment, 'accountId'> {
  const regions = new Set(stacks.flatMap(({ region }) => region ?? []));
  const [region = DEFAULT_REGION] = regions;
  if (regions.size > 1) {
    throw new LocalRuntimeError(
      'SeveralRegions',
      `the stacks are in ${[...regions].join(' and ')}`,
      'choose stacks of one region by --stack',
    );
  }
  if (/^(cn|us-iso\w*|eu-isoe)-/.test(region)) {
    throw new LocalRuntimeError(
      'UnmodelledRegion',
      `the stacks are in '${region}', whose partition is not modelled`,
      'synthesize for a region of aws or aws-us-gov',
    );
  }
  const partition = region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return { region, partition, urlSuffix: 'amazonaws.com' };
}

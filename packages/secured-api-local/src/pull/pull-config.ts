import { LocalRuntimeError } from '../support/local-runtime-error';

/** Which deployed stack to ask. */
export interface PullOptions {
  /** The name or the ARN of the stack. */
  readonly stack: string;
  /** Default: the region of the environment or the profile. */
  readonly region?: string;
}

/** The name of the output that a stack carries its client config as. */
const OUTPUT = 'ClientConfig';

/**
 * Reads the client config of a deployed stack, by the AWS credentials of the environment or profile.
 *
 * @returns The config as the stack says it, parsed.
 * @throws LocalRuntimeError `SdkMissing`, `StackUnreadable`, `ClientConfigMissing`
 */
export async function pullConfig({ stack, region }: PullOptions): Promise<unknown> {
  const { CloudFormationClient, DescribeStacksCommand } = await loadSdk();
  const client = new CloudFormationClient(region === undefined ? {} : { region });
  try {
    const { Stacks = [] } = await client
      .send(new DescribeStacksCommand({ StackName: stack }))
      .catch((error: unknown) => {
        throw unreadable(stack, error);
      });
    const outputs = Stacks.flatMap(({ Outputs = [] }) => Outputs);
    return parsed(stack, outputs.find(({ OutputKey }) => OutputKey === OUTPUT)?.OutputValue);
  } finally {
    client.destroy();
  }
}

async function loadSdk() {
  try {
    return await import('@aws-sdk/client-cloudformation');
  } catch {
    throw new LocalRuntimeError(
      'SdkMissing',
      'pull asks AWS by its own client, which is not installed',
      'install @aws-sdk/client-cloudformation beside this package',
    );
  }
}

function unreadable(stack: string, error: unknown): LocalRuntimeError {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new LocalRuntimeError(
    'StackUnreadable',
    `stack '${stack}' cannot be read, ${reason}`,
    'check its name, --region and your AWS credentials, which need cloudformation:DescribeStacks',
  );
}

function parsed(stack: string, value: string | undefined): unknown {
  try {
    if (value !== undefined) return JSON.parse(value);
  } catch {
    // The output is there and is not a config: it is as good as missing.
  }
  throw new LocalRuntimeError(
    'ClientConfigMissing',
    `stack '${stack}' has no output '${OUTPUT}' that holds a client config`,
    'add it by clientConfig.addOutput(stack) and deploy',
  );
}

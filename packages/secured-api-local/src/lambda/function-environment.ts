import type { Credentials } from '../sts/token-service';
import type { Environment } from '../support/environment';
import type { FunctionSettings } from './function-settings';

const NOWHERE = '/dev/null';

/** Where the AWS SDK inside a handler finds the services of this machine. */
export interface ServiceEndpoints {
  /** Answers every service: the operations that are here, and a named error for the rest. */
  readonly aws: string;
  /** Services that the developer runs elsewhere, by AWS's name in the environment variable. */
  readonly others: Readonly<Record<string, string>>;
}

/**
 * The whole environment of a handler: the template's variables, Lambda's reserved ones,
 * credentials of its role. Nothing of the developer's own environment.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function functionEnvironment(
  settings: FunctionSettings,
  credentials: Credentials,
  { region }: Environment,
  endpoints: ServiceEndpoints,
): Record<string, string> {
  const others = Object.entries(endpoints.others).map(([service, url]) => [
    `AWS_ENDPOINT_URL_${service}`,
    url,
  ]);
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    ...settings.environment,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${settings.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: settings.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: settings.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_CONFIG_FILE: NOWHERE,
    AWS_SHARED_CREDENTIALS_FILE: NOWHERE,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: endpoints.aws,
    ...Object.fromEntries(others),
    _HANDLER: settings.handler,
  };
}

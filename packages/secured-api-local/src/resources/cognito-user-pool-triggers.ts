import type {
  PreTokenGenerationVersion,
  TriggerName,
  UserPoolSettings,
} from '../cognito-idp/pool/user-pool-settings';
import type { PropertyReader } from './property-reader';

const TRIGGERS: readonly TriggerName[] = [
  'CreateAuthChallenge',
  'CustomMessage',
  'DefineAuthChallenge',
  'PostAuthentication',
  'PostConfirmation',
  'PreAuthentication',
  'PreSignUp',
  'PreTokenGeneration',
  'UserMigration',
  'VerifyAuthChallengeResponse',
];

const VERSIONS: Readonly<Record<string, PreTokenGenerationVersion>> = { V1_0: 1, V2_0: 2, V3_0: 3 };

/** Their events hold the code under a key of KMS, which is not here. */
const SENDERS = ['CustomEmailSender', 'CustomSMSSender'] as const;

/** The properties of `LambdaConfig` that are read. */
export const MODELLED_TRIGGERS: readonly string[] = [
  ...SENDERS.flatMap((name) =>
    ['LambdaArn', 'LambdaVersion'].map((member) => `LambdaConfig.${name}.${member}`),
  ),
  ...TRIGGERS.map((name) => `LambdaConfig.${name}`),
  'LambdaConfig.PreTokenGenerationConfig.LambdaArn',
  'LambdaConfig.PreTokenGenerationConfig.LambdaVersion',
];

/** A pool's functions, and the version of events that the token trigger wants. */
export function readTriggers(
  reader: PropertyReader,
): Pick<UserPoolSettings, 'triggers' | 'preTokenGenerationVersion'> {
  const config = reader.optionalObject('LambdaConfig');
  if (config === undefined) return { triggers: {}, preTokenGenerationVersion: 1 };
  for (const sender of SENDERS) {
    if (config.optionalObject(sender) === undefined) continue;
    config.refuse(
      sender,
      'none here, by a condition: messages go to the inbox, and KMS is not run',
    );
  }
  const given = TRIGGERS.map((name) => [name, config.optionalText(name)] as const);
  const versioned = config.optionalObject('PreTokenGenerationConfig');
  const triggers = {
    ...Object.fromEntries(given.filter(([, arn]) => arn !== undefined)),
    ...(versioned !== undefined && { PreTokenGeneration: versioned.text('LambdaArn') }),
  };
  return { triggers, preTokenGenerationVersion: readVersion(reader, versioned) };
}

function readVersion(
  pool: PropertyReader,
  versioned: PropertyReader | undefined,
): PreTokenGenerationVersion {
  if (versioned === undefined) return 1;
  const version =
    VERSIONS[versioned.text('LambdaVersion')] ??
    versioned.refuse('LambdaVersion', Object.keys(VERSIONS).join(', '));
  if (version > 1 && pool.optionalText('UserPoolTier') === 'LITE') {
    versioned.refuse('LambdaVersion', 'V1_0 where UserPoolTier is LITE');
  }
  return version;
}

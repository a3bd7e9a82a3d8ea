import type {
  PreTokenGenerationVersion,
  TriggerName,
  UserPoolSettings,
} from '../cognito-idp/pool/user-pool-settings';
import type { Keys } from '../kms/keys';
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

const SENDERS = ['CustomEmailSender', 'CustomSMSSender'] as const;

/** Those that say the version of their events, of which there is one. */
const VERSIONED = [...SENDERS, 'InboundFederation'] as const;

/** Where the key of custom senders stands, which a pool without a sender may name in vain. */
export const SENDER_KEY = 'LambdaConfig.KMSKeyID';

/** What of a pool says which functions it calls. */
export type TriggerSettings = Pick<
  UserPoolSettings,
  'triggers' | 'preTokenGenerationVersion' | 'senderKeyArn'
>;

/** The properties of `LambdaConfig` that are read. */
export const MODELLED_TRIGGERS: readonly string[] = [
  ...VERSIONED.flatMap((name) =>
    ['LambdaArn', 'LambdaVersion'].map((member) => `LambdaConfig.${name}.${member}`),
  ),
  ...TRIGGERS.map((name) => `LambdaConfig.${name}`),
  SENDER_KEY,
  'LambdaConfig.PreTokenGenerationConfig.LambdaArn',
  'LambdaConfig.PreTokenGenerationConfig.LambdaVersion',
];

/** A pool's functions, the version of events that the token trigger wants, the key of senders. */
export function readTriggers(reader: PropertyReader, keys: Keys): TriggerSettings {
  const config = reader.optionalObject('LambdaConfig');
  if (config === undefined) return { triggers: {}, preTokenGenerationVersion: 1 };
  const given = TRIGGERS.map((name) => [name, config.optionalText(name)] as const);
  const versioned = config.optionalObject('PreTokenGenerationConfig');
  const others = readVersioned(config);
  const triggers = {
    ...Object.fromEntries(given.filter(([, arn]) => arn !== undefined)),
    ...(versioned !== undefined && { PreTokenGeneration: versioned.text('LambdaArn') }),
    ...others,
  };
  return {
    triggers,
    preTokenGenerationVersion: readVersion(reader, versioned),
    ...(SENDERS.some((name) => name in others) && { senderKeyArn: readSenderKey(config, keys) }),
  };
}

function readVersioned(config: PropertyReader): Partial<Record<TriggerName, string>> {
  const triggers: Partial<Record<TriggerName, string>> = {};
  for (const name of VERSIONED) {
    const given = config.optionalObject(name);
    if (given === undefined) continue;
    if (given.text('LambdaVersion') !== 'V1_0') given.refuse('LambdaVersion', 'V1_0');
    triggers[name] = given.text('LambdaArn');
  }
  return triggers;
}

function readSenderKey(config: PropertyReader, keys: Keys): string {
  const key = keys.find(config.optionalText('KMSKeyID') ?? '');
  if (key?.enabled && !('unreadable' in key.policy)) return key.arn;
  return config.refuse(
    'KMSKeyID',
    'beside a custom sender an enabled symmetric key of these stacks, whose policy names only what is here',
  );
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

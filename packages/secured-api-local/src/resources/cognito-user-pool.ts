import { DEFAULT_PASSWORD_POLICY } from '../cognito-idp/pool/password-policy';
import type {
  AliasAttribute,
  MessageTemplates,
  PasswordPolicy,
  UserPoolSettings,
  VerifiableAttribute,
} from '../cognito-idp/pool/user-pool-settings';
import type { UserPools } from '../cognito-idp/user-pools';
import type { Foundation } from '../foundation';
import type { Keys } from '../kms/keys';
import { readDevices } from './cognito-user-pool-devices';
import { readFirstFactors } from './cognito-user-pool-first-factors';
import { readMfa } from './cognito-user-pool-mfa';
import { readPasskeys } from './cognito-user-pool-passkeys';
import { readUserPoolSchema } from './cognito-user-pool-schema';
import {
  MODELLED_TRIGGERS,
  readTriggers,
  SENDER_KEY,
  type TriggerSettings,
} from './cognito-user-pool-triggers';
import { physicalId } from './physical-id';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';
import {
  actingThreatProtection,
  leaveOutThreatProtection,
  type ThreatProtectionOptions,
} from './threat-protection';

const VERIFIABLE = ['email', 'phone_number'] as const;
const ALIASES = ['email', 'phone_number', 'preferred_username'] as const;

const MODELLED = [
  'AccountRecoverySetting',
  'AdminCreateUserConfig.AllowAdminCreateUserOnly',
  'AdminCreateUserConfig.InviteMessageTemplate.EmailMessage',
  'AdminCreateUserConfig.InviteMessageTemplate.SMSMessage',
  'AliasAttributes',
  'AutoVerifiedAttributes',
  'DeviceConfiguration.ChallengeRequiredOnNewDevice',
  'DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt',
  'EmailAuthenticationMessage',
  'EmailConfiguration',
  'EmailVerificationMessage',
  'EnabledMfas',
  ...MODELLED_TRIGGERS,
  'MfaConfiguration',
  'Policies.PasswordPolicy.MinimumLength',
  'Policies.PasswordPolicy.PasswordHistorySize',
  'Policies.PasswordPolicy.RequireLowercase',
  'Policies.PasswordPolicy.RequireNumbers',
  'Policies.PasswordPolicy.RequireSymbols',
  'Policies.PasswordPolicy.RequireUppercase',
  'Policies.PasswordPolicy.TemporaryPasswordValidityDays',
  'Policies.SignInPolicy.AllowedFirstAuthFactors',
  'Schema',
  'SmsAuthenticationMessage',
  'SmsConfiguration',
  'SmsVerificationMessage',
  'UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate',
  'UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode',
  'UserPoolAddOns.AdvancedSecurityMode',
  'UserPoolTier',
  'UsernameAttributes',
  'UsernameConfiguration.CaseSensitive',
  'VerificationMessageTemplate.DefaultEmailOption',
  'VerificationMessageTemplate.EmailMessage',
  'VerificationMessageTemplate.EmailMessageByLink',
  'VerificationMessageTemplate.SmsMessage',
  'WebAuthnFactorConfiguration',
  'WebAuthnRelyingPartyID',
  'WebAuthnUserVerification',
];

/** Subjects, for every message goes to the inbox. */
const IGNORABLE = [
  'AdminCreateUserConfig.InviteMessageTemplate.EmailSubject',
  'DeletionProtection',
  'EmailAuthenticationSubject',
  'EmailVerificationSubject',
  'UserPoolName',
  'UserPoolTags',
  'VerificationMessageTemplate.EmailSubject',
  'VerificationMessageTemplate.EmailSubjectByLink',
];

/** `AWS::Cognito::UserPool`. */
export function cognitoUserPool(
  userPools: UserPools,
  {
    environment,
    random,
    store,
    keys,
    webOrigin,
    withoutThreatProtection,
  }: Pick<Foundation, 'environment' | 'random' | 'store'> &
    ThreatProtectionOptions & { readonly keys: Keys; readonly webOrigin: string },
): ResourceProvider {
  const { partition, region, accountId } = environment;
  return {
    type: 'AWS::Cognito::UserPool',
    modelled: MODELLED,
    ignorable: IGNORABLE,
    placeholders: [SENDER_KEY],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const skipped = leaveOutThreatProtection(resource, actingThreatProtection(reader), {
        withoutThreatProtection,
      });
      const id = physicalId(store, resource, () => `${region}_${random.characters(9)}`);
      const arn = `arn:${partition}:cognito-idp:${region}:${accountId}:userpool/${id}`;
      userPools.add({
        ...readSettings(reader, id, arn, webOrigin),
        ...readTriggers(reader, keys),
      });
      const url = userPools.issuer(id);
      return {
        ref: id,
        attributes: {
          Arn: arn,
          ProviderName: url.slice('https://'.length),
          ProviderURL: url,
          UserPoolId: id,
        },
        skipped,
      };
    },
  };
}

function readSettings(
  reader: PropertyReader,
  id: string,
  arn: string,
  webOrigin: string,
): Omit<UserPoolSettings, keyof TriggerSettings> {
  const updates = reader.optionalObject('UserAttributeUpdateSettings');
  const admin = reader.optionalObject('AdminCreateUserConfig');
  return {
    id,
    arn,
    usernameAttributes: attributes(reader, 'UsernameAttributes', VERIFIABLE),
    aliasAttributes: attributes(reader, 'AliasAttributes', ALIASES),
    autoVerifiedAttributes: attributes(reader, 'AutoVerifiedAttributes', VERIFIABLE),
    verifyBeforeUpdate:
      updates === undefined
        ? []
        : attributes(updates, 'AttributesRequireVerificationBeforeUpdate', VERIFIABLE),
    caseSensitive:
      reader.optionalObject('UsernameConfiguration')?.optionalBoolean('CaseSensitive') ?? true,
    selfSignUp: !(admin?.optionalBoolean('AllowAdminCreateUserOnly') ?? false),
    passwordPolicy: readPasswordPolicy(reader),
    schema: readUserPoolSchema(reader),
    recovery: readRecovery(reader),
    recoveryByMfaAddress: reader.raw('AccountRecoverySetting') === undefined,
    mfa: readMfa(reader),
    ...readDevices(reader),
    firstFactors: readFirstFactors(reader),
    passkeys: readPasskeys(reader, webOrigin),
    hasChoice: reader.optionalText('UserPoolTier') !== 'LITE',
    messages: readMessages(reader),
  };
}

function attributes<T extends AliasAttribute>(
  reader: PropertyReader,
  name: string,
  allowed: readonly T[],
): readonly T[] {
  return reader
    .texts(name)
    .map(
      (value) => allowed.find((item) => item === value) ?? reader.refuse(name, allowed.join(', ')),
    );
}

function readPasswordPolicy(reader: PropertyReader): PasswordPolicy {
  const policy = reader.optionalObject('Policies')?.optionalObject('PasswordPolicy');
  if (policy === undefined) return DEFAULT_PASSWORD_POLICY;
  return {
    minimumLength: policy.optionalNumber('MinimumLength') ?? DEFAULT_PASSWORD_POLICY.minimumLength,
    requireLowercase: policy.optionalBoolean('RequireLowercase') ?? false,
    requireNumbers: policy.optionalBoolean('RequireNumbers') ?? false,
    requireSymbols: policy.optionalBoolean('RequireSymbols') ?? false,
    requireUppercase: policy.optionalBoolean('RequireUppercase') ?? false,
    temporaryPasswordValidityDays:
      policy.optionalNumber('TemporaryPasswordValidityDays') ??
      DEFAULT_PASSWORD_POLICY.temporaryPasswordValidityDays,
    historySize: policy.optionalNumber('PasswordHistorySize') ?? 0,
  };
}

function readRecovery(reader: PropertyReader): readonly VerifiableAttribute[] {
  const setting = reader.optionalObject('AccountRecoverySetting');
  if (setting === undefined) return ['phone_number', 'email'];
  const ways = setting.objects('RecoveryMechanisms').map((mechanism) => ({
    name: mechanism.text('Name'),
    priority: mechanism.optionalNumber('Priority') ?? 1,
  }));
  return ways
    .sort((a, b) => a.priority - b.priority)
    .filter(({ name }) => name !== 'admin_only')
    .map(({ name }) => {
      const found = VERIFIABLE.find((attribute) => `verified_${attribute}` === name);
      return found ?? setting.refuse('RecoveryMechanisms', 'verified_email, verified_phone_number');
    });
}

function readMessages(reader: PropertyReader): MessageTemplates {
  const template = reader.optionalObject('VerificationMessageTemplate');
  const invitation = reader
    .optionalObject('AdminCreateUserConfig')
    ?.optionalObject('InviteMessageTemplate');
  const code = 'Your confirmation code is {####}';
  const signIn = 'Your authentication code is {####}';
  const link = 'Please click the link below to verify your email address. {##Verify Email##}';
  const byLink = template?.optionalText('DefaultEmailOption') === 'CONFIRM_WITH_LINK';
  const invite = 'Your username is {username} and temporary password is {####}.';
  return {
    email:
      template?.optionalText('EmailMessage') ??
      reader.optionalText('EmailVerificationMessage') ??
      code,
    ...(byLink && { linkEmail: template.optionalText('EmailMessageByLink') ?? link }),
    sms:
      template?.optionalText('SmsMessage') ?? reader.optionalText('SmsVerificationMessage') ?? code,
    signInEmail: reader.optionalText('EmailAuthenticationMessage') ?? signIn,
    signInSms: reader.optionalText('SmsAuthenticationMessage') ?? signIn,
    invitationEmail: invitation?.optionalText('EmailMessage') ?? invite,
    invitationSms: invitation?.optionalText('SMSMessage') ?? invite,
  };
}

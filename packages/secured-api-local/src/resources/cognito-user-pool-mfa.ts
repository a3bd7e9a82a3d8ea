import type { MfaFactor, MfaSettings } from '../cognito-idp/pool/user-pool-settings';
import type { PropertyReader } from './property-reader';

const MODES = ['OFF', 'OPTIONAL', 'ON'] as const;
const FACTORS: readonly MfaFactor[] = ['SOFTWARE_TOKEN_MFA', 'SMS_MFA', 'EMAIL_OTP'];

/** A pool's second factors; what AWS refuses to deploy stops the start. */
export function readMfa(reader: PropertyReader): MfaSettings {
  const given = reader.optionalText('MfaConfiguration') ?? 'OFF';
  const mode =
    MODES.find((known) => known === given) ?? reader.refuse('MfaConfiguration', MODES.join(', '));
  if (mode === 'OFF') return { mode, factors: [] };
  const factors = readFactors(reader);
  if (mode === 'ON' && factors.length === 0) {
    reader.refuse('MfaConfiguration', 'OFF or OPTIONAL where no factor is enabled');
  }
  return { mode, factors };
}

function readFactors(reader: PropertyReader): readonly MfaFactor[] {
  const sendsSms = reader.optionalObject('SmsConfiguration') !== undefined;
  const names = reader.texts('EnabledMfas');
  if (names.length === 0) return sendsSms ? ['SMS_MFA'] : [];
  const factors = names.map(
    (name) =>
      FACTORS.find((factor) => factor === name) ?? reader.refuse('EnabledMfas', FACTORS.join(', ')),
  );
  if (factors.includes('SMS_MFA') && !sendsSms) {
    reader.refuse('EnabledMfas', 'no SMS_MFA where the pool has no SmsConfiguration');
  }
  if (factors.includes('EMAIL_OTP')) assertSendsByDeveloper(reader);
  return factors;
}

/** AWS sends sign-in codes by e-mail from an account of one's own alone, and not in every plan. */
function assertSendsByDeveloper(reader: PropertyReader): void {
  const email = reader.optionalObject('EmailConfiguration');
  if (email?.optionalText('EmailSendingAccount') !== 'DEVELOPER') {
    reader.refuse('EnabledMfas', 'EMAIL_OTP only with EmailSendingAccount DEVELOPER');
  }
  if (reader.optionalText('UserPoolTier') === 'LITE') {
    reader.refuse('EnabledMfas', 'EMAIL_OTP only with UserPoolTier ESSENTIALS or PLUS');
  }
}

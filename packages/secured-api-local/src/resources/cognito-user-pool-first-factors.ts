import type { FirstFactor } from '../cognito-idp/pool/user-pool-settings';
import type { PropertyReader } from './property-reader';

const FACTORS: readonly FirstFactor[] = ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'];

/** The first factors of a pool's sign-in policy; what AWS refuses to deploy stops the start. */
export function readFirstFactors(reader: PropertyReader): readonly FirstFactor[] {
  const policy = reader.optionalObject('Policies')?.optionalObject('SignInPolicy');
  if (policy === undefined) return ['PASSWORD'];
  const name = 'AllowedFirstAuthFactors';
  const factors = policy
    .texts(name)
    .map(
      (given) =>
        FACTORS.find((factor) => factor === given) ?? policy.refuse(name, FACTORS.join(', ')),
    );
  if (!factors.includes('PASSWORD')) policy.refuse(name, 'PASSWORD among them');
  if (factors.length > 1 && reader.optionalText('UserPoolTier') === 'LITE') {
    policy.refuse(name, 'PASSWORD alone where UserPoolTier is LITE');
  }
  return factors;
}

import type { PasskeySettings } from '../cognito-idp/pool/user-pool-settings';
import type { PropertyReader } from './property-reader';

const VERIFICATIONS = ['required', 'preferred'] as const;
const MULTI_FACTOR = 'MULTI_FACTOR_WITH_USER_VERIFICATION';

/** How a pool takes passkeys, where they are a first factor. */
export function readPasskeys(reader: PropertyReader, webOrigin: string): PasskeySettings {
  const verification = reader.optionalText('WebAuthnUserVerification') ?? 'preferred';
  const factor = reader.optionalText('WebAuthnFactorConfiguration') ?? 'SINGLE_FACTOR';
  if (factor !== MULTI_FACTOR && factor !== 'SINGLE_FACTOR') {
    reader.refuse('WebAuthnFactorConfiguration', `SINGLE_FACTOR or ${MULTI_FACTOR}`);
  }
  return {
    relyingPartyId: readRelyingParty(reader),
    webOrigin,
    userVerification:
      VERIFICATIONS.find((known) => known === verification) ??
      reader.refuse('WebAuthnUserVerification', VERIFICATIONS.join(' or ')),
    isMultiFactor: factor === MULTI_FACTOR,
  };
}

function readRelyingParty(reader: PropertyReader): string | undefined {
  const id = reader.optionalText('WebAuthnRelyingPartyID');
  if (id === undefined || /^[\w-]+(\.[\w-]+)*$/.test(id)) return id;
  return reader.refuse('WebAuthnRelyingPartyID', 'a domain without scheme, port and path');
}

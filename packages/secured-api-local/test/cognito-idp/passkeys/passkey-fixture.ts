import type { PasskeySettings } from '../../../src/cognito-idp/pool/user-pool-settings';
import {
  CLIENT_ID,
  createFixture,
  EMAIL,
  type Fixture,
  type FixtureOptions,
} from '../user-pool-fixture';
import {
  type Ceremony,
  createAuthenticator,
  type SoftwareAuthenticator,
} from './software-authenticator';

type Answer = Record<string, unknown>;

/** A pool that takes passkeys, with one confirmed user. */
export async function createPasskeyPool(
  passkeys: Partial<PasskeySettings> = {},
  options: FixtureOptions = {},
): Promise<Fixture> {
  const fixture = createFixture({
    ...options,
    pool: {
      firstFactors: ['PASSWORD', 'WEB_AUTHN'],
      passkeys: {
        relyingPartyId: 'localhost',
        webOrigin: 'http://localhost:5173',
        userVerification: 'preferred',
        isMultiFactor: false,
        ...passkeys,
      },
      ...options.pool,
    },
    client: { authFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_SRP_AUTH'], ...options.client },
  });
  await fixture.confirmedUser();
  return fixture;
}

/** Whoever has the token makes a passkey; answers the authenticator that keeps it. */
export async function enrol(
  pool: Fixture,
  AccessToken: string,
  change?: Ceremony,
): Promise<SoftwareAuthenticator> {
  const authenticator = createAuthenticator();
  const { CredentialCreationOptions } = await pool.call('StartWebAuthnRegistration', {
    AccessToken,
  });
  const Credential = authenticator.create(CredentialCreationOptions, change);
  await pool.call('CompleteWebAuthnRegistration', { AccessToken, Credential });
  return authenticator;
}

/** Begins a sign-in by passkey. */
export function startByPasskey(pool: Fixture, name = EMAIL): Promise<Answer> {
  return pool.client('InitiateAuth', {
    AuthFlow: 'USER_AUTH',
    AuthParameters: { USERNAME: name, PREFERRED_CHALLENGE: 'WEB_AUTHN' },
  });
}

/** The options that a challenge has for the browser. */
export function optionsOf({ ChallengeParameters }: Answer): string {
  return (ChallengeParameters as Record<string, string>).CREDENTIAL_REQUEST_OPTIONS ?? '{}';
}

/** Answers a challenge with a credential. */
export function answerWith(
  pool: Fixture,
  { Session }: Answer,
  CREDENTIAL: string,
  name = EMAIL,
): Promise<Answer> {
  return pool.client('RespondToAuthChallenge', {
    ClientId: CLIENT_ID,
    ChallengeName: 'WEB_AUTHN',
    Session,
    ChallengeResponses: { USERNAME: name, CREDENTIAL },
  });
}

import { describe, expect, test } from 'vitest';
import { appCode } from '../mfa/authenticator-app';
import {
  answerWith,
  createPasskeyPool,
  enrol,
  optionsOf,
  startByPasskey,
} from '../passkeys/passkey-fixture';
import { type Ceremony, createAuthenticator } from '../passkeys/software-authenticator';
import { EMAIL, type Fixture } from '../user-pool-fixture';

const WRONG = { code: 'NotAuthorizedException', message: 'Incorrect username or password.' };
const EXPIRED = { message: 'Invalid session for the user, session is expired.' };
const TOTP = { mode: 'OPTIONAL', factors: ['SOFTWARE_TOKEN_MFA'] } as const;

async function withPasskey(settings = {}, pool = {}) {
  const fixture = await createPasskeyPool(settings, { pool });
  const { AccessToken } = await fixture.signIn();
  const authenticator = await enrol(fixture, AccessToken);
  return { pool: fixture, authenticator, AccessToken };
}

/** Makes an app the second factor of the user. */
async function enrolApp(pool: Fixture, AccessToken: string): Promise<void> {
  const { SecretCode } = await pool.call('AssociateSoftwareToken', { AccessToken });
  await pool.call('VerifySoftwareToken', { AccessToken, UserCode: appCode(pool, SecretCode) });
  const SoftwareTokenMfaSettings = { Enabled: true };
  await pool.call('SetUserMFAPreference', { AccessToken, SoftwareTokenMfaSettings });
}

describe('a sign-in by passkey', () => {
  test('asks for one of the user’s keys, and ends with tokens', async () => {
    const { pool, authenticator } = await withPasskey();

    const challenge = await startByPasskey(pool);
    const answer = await answerWith(pool, challenge, authenticator.get(optionsOf(challenge)));

    expect(challenge.ChallengeName).toBe('WEB_AUTHN');
    expect(JSON.parse(optionsOf(challenge))).toEqual({
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      timeout: 180_000,
      rpId: 'localhost',
      allowCredentials: [{ id: authenticator.id, type: 'public-key', transports: ['internal'] }],
      userVerification: 'preferred',
    });
    expect(answer).toHaveProperty('AuthenticationResult.AccessToken');
  });

  test('may be chosen, by whoever has a passkey', async () => {
    const { pool } = await withPasskey();
    const start = (USERNAME: string) =>
      pool.client('InitiateAuth', { AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME } });

    const choice = await start(EMAIL);
    const challenge = await pool.client('RespondToAuthChallenge', {
      ChallengeName: 'SELECT_CHALLENGE',
      Session: choice.Session,
      ChallengeResponses: { USERNAME: EMAIL, ANSWER: 'WEB_AUTHN' },
    });

    expect(choice.AvailableChallenges).toEqual(['PASSWORD', 'PASSWORD_SRP', 'WEB_AUTHN']);
    expect(challenge.ChallengeName).toBe('WEB_AUTHN');
    expect((await start('nobody@example.com')).AvailableChallenges).not.toContain('WEB_AUTHN');
  });

  test('is not offered for the keys of another relying party', async () => {
    const { pool } = await withPasskey();
    const settings = pool.userPools.pools()[0];
    if (settings === undefined) throw new Error('no pool');
    const passkeys = { ...settings.passkeys, relyingPartyId: 'example.com' };
    pool.userPools.add({ ...settings, passkeys });

    expect(await startByPasskey(pool)).toMatchObject({ ChallengeName: 'SELECT_CHALLENGE' });
  });

  test.each<[string, Ceremony]>([
    ['from a page of another origin', { origin: 'https://evil.example' }],
    ['from another port of this machine', { origin: 'http://localhost:9999' }],
    ['from a frame of another origin', { crossOrigin: true }],
    ['for another relying party', { rpId: 'evil.example' }],
    ['over another challenge', { challenge: 'AAAA' }],
    ['made for a registration', { type: 'webauthn.create' }],
    ['of another user handle', { userHandle: 'AAAA' }],
    ['that counts backwards', { steps: -1 }],
    ['that does not count on', { steps: 0 }],
  ])('fails for a signature %s, and the session is used up', async (_, change) => {
    const { pool, authenticator } = await withPasskey();
    const challenge = await startByPasskey(pool);

    const wrong = answerWith(pool, challenge, authenticator.get(optionsOf(challenge), change));
    await expect(wrong).rejects.toMatchObject(WRONG);

    const again = answerWith(pool, challenge, authenticator.get(optionsOf(challenge)));
    await expect(again).rejects.toMatchObject(EXPIRED);
  });

  test('fails for a changed signature', async () => {
    const { pool, authenticator } = await withPasskey();
    const challenge = await startByPasskey(pool);
    const credential = JSON.parse(authenticator.get(optionsOf(challenge)));
    const signature = Buffer.from(credential.response.signature, 'base64url');
    signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
    credential.response.signature = signature.toString('base64url');

    const answer = answerWith(pool, challenge, JSON.stringify(credential));

    await expect(answer).rejects.toMatchObject(WRONG);
  });

  test('fails for another user’s passkey, and for one that nobody has', async () => {
    const { pool, authenticator } = await withPasskey();
    const name = 'other@example.com';
    await pool.admin('AdminCreateUser', { Username: name });
    const Password = 'Other-pass-1';
    await pool.admin('AdminSetUserPassword', { Username: name, Password, Permanent: true });
    const others = await pool.signIn(name, Password);
    await enrol(pool, others.AccessToken);
    const start = () => startByPasskey(pool, name);
    const [first, second] = [await start(), await start()];

    const byMine = answerWith(pool, first, authenticator.get(optionsOf(first)), name);
    const byNobodys = answerWith(pool, second, createAuthenticator().get(optionsOf(second)), name);

    await expect(byMine).rejects.toMatchObject(WRONG);
    await expect(byNobodys).rejects.toMatchObject(WRONG);
  });

  test('fails for a session that was answered, a challenge that is too old, a deleted key', async () => {
    const { pool, authenticator, AccessToken } = await withPasskey();
    const first = await startByPasskey(pool);
    await answerWith(pool, first, authenticator.get(optionsOf(first)));
    const replayed = answerWith(pool, first, authenticator.get(optionsOf(first)));
    await expect(replayed).rejects.toMatchObject(EXPIRED);
    const old = await startByPasskey(pool);
    pool.clock.advance(180_000);
    const late = answerWith(pool, old, authenticator.get(optionsOf(old)));
    await expect(late).rejects.toMatchObject(EXPIRED);
    const last = await startByPasskey(pool);
    await pool.call('DeleteWebAuthnCredential', { AccessToken, CredentialId: authenticator.id });

    const answer = answerWith(pool, last, authenticator.get(optionsOf(last)));

    await expect(answer).rejects.toMatchObject(WRONG);
  });

  test('lets one of two copies of a passkey in that sign at once', async () => {
    const { pool, authenticator } = await withPasskey();
    const challenges = [await startByPasskey(pool), await startByPasskey(pool)];
    const [first = '', second = ''] = challenges.map((challenge, index) =>
      authenticator.get(optionsOf(challenge), { steps: index === 0 ? 1 : 0 }),
    );

    const answers = await Promise.allSettled([
      answerWith(pool, challenges[0] ?? {}, first),
      answerWith(pool, challenges[1] ?? {}, second),
    ]);

    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test.each(['{}', 'null', '[]', 'no JSON', '{"id":1}'])('fails for %j', async (credential) => {
    const { pool } = await withPasskey();

    const answer = answerWith(pool, await startByPasskey(pool), credential);

    await expect(answer).rejects.toMatchObject({
      code: expect.stringMatching(/^(InvalidParameter|Serialization)Exception$/),
    });
  });

  test('fails for a disabled user', async () => {
    const { pool, authenticator } = await withPasskey();
    const challenge = await startByPasskey(pool);
    await pool.admin('AdminDisableUser', { Username: EMAIL });

    const answer = answerWith(pool, challenge, authenticator.get(optionsOf(challenge)));

    await expect(answer).rejects.toMatchObject(EXPIRED);
  });
});

describe('a passkey beside a second factor', () => {
  test('is not offered where it is one factor alone', async () => {
    const { pool, AccessToken } = await withPasskey({}, { mfa: TOTP });
    await enrolApp(pool, AccessToken);

    expect(await startByPasskey(pool)).toMatchObject({
      ChallengeName: 'SELECT_CHALLENGE',
      AvailableChallenges: ['PASSWORD', 'PASSWORD_SRP'],
    });
  });

  test('is both factors where the pool says so and the user was verified', async () => {
    const { pool, AccessToken, authenticator } = await withPasskey(
      { isMultiFactor: true },
      { mfa: TOTP },
    );
    await enrolApp(pool, AccessToken);

    const challenge = await startByPasskey(pool);
    const answer = await answerWith(pool, challenge, authenticator.get(optionsOf(challenge)));

    expect(JSON.parse(optionsOf(challenge)).userVerification).toBe('required');
    expect(answer).toHaveProperty('AuthenticationResult');
  });

  test.each([
    ['the pool requires it', { userVerification: 'required' }, false],
    ['it is to be both factors', { isMultiFactor: true }, true],
  ])('fails without a verified user where %s', async (_, settings, hasApp) => {
    const { pool, AccessToken, authenticator } = await withPasskey(settings, { mfa: TOTP });
    if (hasApp) await enrolApp(pool, AccessToken);
    const challenge = await startByPasskey(pool);

    const unverified = authenticator.get(optionsOf(challenge), { isUserVerified: false });

    await expect(answerWith(pool, challenge, unverified)).rejects.toMatchObject(WRONG);
  });
});

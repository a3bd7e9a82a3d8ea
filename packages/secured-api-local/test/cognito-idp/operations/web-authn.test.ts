import { describe, expect, test } from 'vitest';
import { createPasskeyPool, enrol, startByPasskey } from '../passkeys/passkey-fixture';
import { type Ceremony, createAuthenticator } from '../passkeys/software-authenticator';
import { CLIENT_ID, EMAIL, type Fixture } from '../user-pool-fixture';

const OTHER = 'other@example.com';
const INVALID = { code: 'InvalidParameterException' };

async function signedIn(pool: Fixture) {
  const { AccessToken } = await pool.signIn();
  return { AccessToken };
}

async function optionsFor(pool: Fixture, token: object): Promise<Record<string, unknown>> {
  const { CredentialCreationOptions } = await pool.call('StartWebAuthnRegistration', { ...token });
  return CredentialCreationOptions as Record<string, unknown>;
}

describe('StartWebAuthnRegistration', () => {
  test('asks for a discoverable key of the pool’s relying party', async () => {
    const pool = await createPasskeyPool();
    const token = await signedIn(pool);
    const { id } = await enrol(pool, token.AccessToken);

    const options = await optionsFor(pool, token);

    expect(options).toEqual({
      rp: { id: 'localhost', name: 'localhost' },
      user: { id: expect.stringMatching(/^[\w-]{48}$/), name: EMAIL, displayName: EMAIL },
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      pubKeyCredParams: [
        { type: 'public-key', alg: -7 },
        { type: 'public-key', alg: -257 },
      ],
      timeout: 180_000,
      excludeCredentials: [{ id, type: 'public-key', transports: ['internal'] }],
      authenticatorSelection: {
        requireResidentKey: true,
        residentKey: 'required',
        userVerification: 'preferred',
      },
      attestation: 'none',
    });
  });

  test.each([
    ['StartWebAuthnRegistration', {}],
    ['CompleteWebAuthnRegistration', {}],
    ['ListWebAuthnCredentials', {}],
    ['DeleteWebAuthnCredential', { CredentialId: 'AA' }],
  ])('fails, as %s does, where passkeys are no first factor', async (operation, input) => {
    const pool = await createPasskeyPool({}, { pool: { firstFactors: ['PASSWORD'] } });

    const call = pool.call(operation, { ...(await signedIn(pool)), ...input });

    await expect(call).rejects.toMatchObject({ code: 'WebAuthnNotEnabledException' });
  });

  test('fails where the pool has no relying party', async () => {
    const pool = await createPasskeyPool({ relyingPartyId: undefined });

    const options = optionsFor(pool, await signedIn(pool));

    await expect(options).rejects.toMatchObject({ code: 'WebAuthnConfigurationMissingException' });
  });

  test('fails for the twenty-first passkey of a user', async () => {
    const pool = await createPasskeyPool();
    const token = await signedIn(pool);
    for (let count = 0; count < 20; count += 1) await enrol(pool, token.AccessToken);

    const listed = await pool.call('ListWebAuthnCredentials', { ...token, MaxResults: 15 });
    const rest = await pool.call('ListWebAuthnCredentials', {
      ...token,
      NextToken: listed.NextToken,
    });

    expect(listed.Credentials).toHaveLength(15);
    expect(rest.Credentials).toHaveLength(5);
    await expect(optionsFor(pool, token)).rejects.toMatchObject({ code: 'LimitExceededException' });
  });
});

describe('CompleteWebAuthnRegistration', () => {
  test.each<[string, string, Ceremony]>([
    [
      'a page of another origin',
      'WebAuthnOriginNotAllowedException',
      { origin: 'https://evil.example' },
    ],
    [
      'another port of this machine',
      'WebAuthnOriginNotAllowedException',
      { origin: 'http://localhost:9999' },
    ],
    ['a frame of another origin', 'WebAuthnOriginNotAllowedException', { crossOrigin: true }],
    ['another relying party', 'WebAuthnRelyingPartyMismatchException', { rpId: 'evil.example' }],
    ['a challenge of its own', 'WebAuthnChallengeNotFoundException', { challenge: 'AAAA' }],
    ['the signature of a sign-in', 'InvalidParameterException', { type: 'webauthn.get' }],
    [
      'the statement of a manufacturer',
      'WebAuthnCredentialNotSupportedException',
      { format: 'apple' },
    ],
  ])('fails for %s', async (_, code, change) => {
    const pool = await createPasskeyPool();
    const token = await signedIn(pool);

    await expect(enrol(pool, token.AccessToken, change)).rejects.toMatchObject({ code });

    const listed = await pool.call('ListWebAuthnCredentials', token);
    expect(listed).toEqual({ Credentials: [] });
  });

  test.each([{ userVerification: 'required' }, { isMultiFactor: true }] as const)(
    'fails for a user who was not verified where %j',
    async (settings) => {
      const pool = await createPasskeyPool(settings);
      const { AccessToken } = await signedIn(pool);

      const unverified = enrol(pool, AccessToken, { isUserVerified: false });

      await expect(unverified).rejects.toMatchObject({
        code: 'WebAuthnCredentialNotSupportedException',
      });
    },
  );

  test('takes a passkey of the relying party’s domain over TLS', async () => {
    const pool = await createPasskeyPool({ relyingPartyId: 'example.com' });
    const { AccessToken } = await signedIn(pool);

    await enrol(pool, AccessToken, { origin: 'https://www.example.com' });

    await expect(
      enrol(pool, AccessToken, { origin: 'http://www.example.com' }),
    ).rejects.toMatchObject({ code: 'WebAuthnOriginNotAllowedException' });
    await expect(
      enrol(pool, AccessToken, { origin: 'https://notexample.com' }),
    ).rejects.toMatchObject({ code: 'WebAuthnOriginNotAllowedException' });
  });

  test('fails for a challenge that was used, is too old, or belongs to somebody else', async () => {
    const pool = await createPasskeyPool();
    const token = await signedIn(pool);
    await pool.admin('AdminCreateUser', { Username: OTHER });
    await pool.admin('AdminSetUserPassword', {
      Username: OTHER,
      Password: 'Other-pass-1',
      Permanent: true,
    });
    const others = await pool.signIn(OTHER, 'Other-pass-1');
    const missing = { code: 'WebAuthnChallengeNotFoundException' };
    const Credential = createAuthenticator().create(await optionsFor(pool, token));
    const stolen = pool.call('CompleteWebAuthnRegistration', {
      AccessToken: others.AccessToken,
      Credential,
    });
    await expect(stolen).rejects.toMatchObject(missing);
    await pool.call('CompleteWebAuthnRegistration', { ...token, Credential });

    const again = pool.call('CompleteWebAuthnRegistration', { ...token, Credential });
    await expect(again).rejects.toMatchObject(missing);
    const old = createAuthenticator().create(await optionsFor(pool, token));
    pool.clock.advance(180_000);

    const late = pool.call('CompleteWebAuthnRegistration', { ...token, Credential: old });
    await expect(late).rejects.toMatchObject(missing);
  });

  test('fails for a challenge that another client asked for', async () => {
    const pool = await createPasskeyPool();
    const { AccessToken } = await signedIn(pool);
    const client = pool.userPools.clients()[0];
    if (client === undefined) throw new Error('no client');
    pool.userPools.addClient({ ...client, id: 'another' });
    const another = await pool.userPools.signIn('another', EMAIL);
    const Credential = createAuthenticator().create(await optionsFor(pool, { AccessToken }));

    const call = pool.call('CompleteWebAuthnRegistration', {
      AccessToken: another.accessToken,
      Credential,
    });

    await expect(call).rejects.toMatchObject({ code: 'WebAuthnClientMismatchException' });
  });

  test.each([
    [undefined],
    [{}],
    [{ id: 'AA', type: 'password', response: {} }],
    [{ id: '..', type: 'public-key', response: { clientDataJSON: 'e30' } }],
    [{ id: 'AA', type: 'public-key', response: { clientDataJSON: 'e30' } }],
    [{ id: 'AA', type: 'public-key', response: { clientDataJSON: '#' } }],
  ])('fails for the credential %j', async (Credential) => {
    const pool = await createPasskeyPool();

    const call = pool.call('CompleteWebAuthnRegistration', {
      ...(await signedIn(pool)),
      Credential,
    });

    await expect(call).rejects.toMatchObject(INVALID);
  });

  test.each(['', '!', 'oA', Buffer.from('not CBOR at all').toString('base64url')])(
    'fails for the attestation object %j',
    async (attestationObject) => {
      const pool = await createPasskeyPool();
      const token = await signedIn(pool);
      const made = createAuthenticator().create(await optionsFor(pool, token));
      const response = { ...(made.response as object), attestationObject };

      const call = pool.call('CompleteWebAuthnRegistration', {
        ...token,
        Credential: { ...made, response },
      });

      await expect(call).rejects.toMatchObject({
        code: expect.stringMatching(/^(WebAuthnCredentialNotSupported|InvalidParameter)Exception$/),
      });
    },
  );
});

describe('a passkey', () => {
  test('is listed without its key, and gone once it is deleted', async () => {
    const pool = await createPasskeyPool();
    const token = await signedIn(pool);
    const { id } = await enrol(pool, token.AccessToken);

    const listed = await pool.call('ListWebAuthnCredentials', token);
    await pool.call('DeleteWebAuthnCredential', { ...token, CredentialId: id });
    const again = pool.call('DeleteWebAuthnCredential', { ...token, CredentialId: id });

    expect(listed).toEqual({
      Credentials: [
        {
          CredentialId: id,
          FriendlyCredentialName: 'Passkey',
          RelyingPartyId: 'localhost',
          AuthenticatorAttachment: 'platform',
          AuthenticatorTransports: ['internal'],
          CreatedAt: pool.clock.now() / 1000,
        },
      ],
    });
    await expect(again).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    expect(await startByPasskey(pool)).toMatchObject({ ChallengeName: 'SELECT_CHALLENGE' });
  });

  test('is gone with its user', async () => {
    const pool = await createPasskeyPool();
    const token = await signedIn(pool);
    await enrol(pool, token.AccessToken);

    await pool.call('DeleteUser', token);

    expect([...pool.services.store.collection('passkeys').entries()]).toEqual([]);
    await expect(pool.userPools.signIn(CLIENT_ID, EMAIL)).rejects.toMatchObject({
      code: 'UserNotFoundException',
    });
  });
});

// @vitest-environment node
import { expect, test } from 'vitest';
import { internalsOf } from '../../src/core/client-internals';
import { requireUser } from '../../src/core/require-user';
import { signOut } from '../../src/core/sign-out';
import { setUpSignedIn } from '../support/set-up';

test('gives the user that storage holds, before anything is subscribed', async () => {
  const { createClient, user, cognito } = await setUpSignedIn();
  const sent = cognito.calls.length;

  const found = await requireUser(createClient());

  expect(found).toMatchObject({ userId: user.sub, email: 'jane@example.com' });
  expect(cognito.calls.length).toBe(sent);
});

test('fails where nobody is signed in', async () => {
  const { client } = await setUpSignedIn();
  await signOut(internalsOf(client));

  await expect(requireUser(client)).rejects.toMatchObject({ code: 'NotSignedIn' });
});

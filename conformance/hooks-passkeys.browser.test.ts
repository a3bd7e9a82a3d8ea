import { afterAll, expect, test } from 'vitest';
import { newVisitor } from '../examples/random-app/test/support/browser';
import { startPasskeyRun } from './support/passkey-run';
import { uniqueAddress } from './support/unique-address';
import { addAuthenticator } from './support/virtual-authenticator';

const PASSWORD = 'Correct horse 9 battery';

const { local, site, browser, stop } = await startPasskeyRun(
  new URL('passkeys/hooks-app.tsx', import.meta.url),
);

afterAll(stop);

/** Opens the page with an authenticator, signed in as somebody new. */
async function visit() {
  const username = uniqueAddress('email');
  const user = { username, password: PASSWORD };
  await local.createUser(user);
  const { page } = await newVisitor(browser);
  const authenticator = await addAuthenticator(page);
  await page.goto(site.origin);
  const reach = (step: string) => page.locator('output', { hasText: step }).waitFor();
  await reach('form');
  await page.evaluate((who) => hooks.signIn.signIn(who), user);
  await reach('done');
  /** Starts over, and chooses the passkey. */
  const choosePasskey = async () => {
    await page.evaluate(() => hooks.signOut());
    await reach('form');
    await page.evaluate((name) => hooks.signIn.signIn({ username: name }), username);
    await reach('selectFactor');
    await page.evaluate(() => {
      const { step } = hooks.signIn;
      return step.name === 'selectFactor' ? step.submit('WEB_AUTHN') : undefined;
    });
    await reach('passkey');
  };
  const submit = () =>
    page.evaluate(async () => {
      const { step } = hooks.signIn;
      const result = step.name === 'passkey' ? await step.submit() : undefined;
      return result?.ok === false ? result.error.code : result?.data.name;
    });
  return { page, authenticator, choosePasskey, submit };
}

test('the hooks make a passkey, sign in by it and remove it', async () => {
  const { page, authenticator, choosePasskey, submit } = await visit();

  const made = await page.evaluate(async () => (await hooks.passkeys.enrol()).ok);
  await choosePasskey();
  const end = await submit();
  await page.waitForFunction(() => hooks.passkeys.passkeys?.length === 1);
  await page.evaluate(async () => {
    for (const { id } of hooks.passkeys.passkeys ?? []) await hooks.passkeys.remove(id);
  });
  await page.waitForFunction(() => hooks.passkeys.passkeys?.length === 0);

  expect(made).toBe(true);
  expect(await authenticator.count()).toBe(1);
  expect(end).toBe('done');
});

test('a person whom the authenticator does not recognize may try again', async () => {
  const { page, authenticator, choosePasskey, submit } = await visit();
  await page.evaluate(() => hooks.passkeys.enrol());
  await choosePasskey();

  await authenticator.recognize(false);
  const refused = await submit();
  await authenticator.recognize(true);
  const taken = await submit();

  expect([refused, taken]).toEqual(['PasskeyCancelled', 'done']);
});

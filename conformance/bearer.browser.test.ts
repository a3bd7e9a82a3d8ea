import { afterAll, expect, test } from 'vitest';
import { newVisitor } from '../examples/random-app/test/support/browser';
import { addBearerApi } from './bearer/bearer-api';
import { startAppRun } from './support/app-run';
import { uniqueAddress } from './support/unique-address';

const PASSWORD = 'Correct horse 9 battery';
const NUMBER = /^200 \{"message":"(Public|Private) Random Number: \d"/;
const UNAUTHORIZED = '401 {"message":"Unauthorized"}';

const { local, site, browser, stop } = await startAppRun({
  entry: new URL('bearer/bearer-app.tsx', import.meta.url),
  add: addBearerApi,
});

afterAll(stop);

test('amazon-cognito-identity-js signs up and in, and its tokens open a JWT route', async () => {
  const email = uniqueAddress('email');
  const { page } = await newVisitor(browser);
  const answerOf = (name: string) => page.getByRole('status', { name, exact: true });
  const submit = async (form: string, values: Record<string, string>) => {
    const fields = page.getByRole('form', { name: form });
    for (const [field, value] of Object.entries(values)) {
      await fields.getByLabel(field).fill(value);
    }
    await fields.getByRole('button').click();
    await fields.getByText('done').waitFor();
  };

  await page.goto(site.origin);
  await answerOf('private').getByText('401').waitFor();
  expect(await answerOf('public').textContent()).toMatch(NUMBER);
  expect(await answerOf('private').textContent()).toBe(UNAUTHORIZED);

  await submit('Sign up', { email, password: PASSWORD });
  await submit('Confirm', { email, code: local.inbox.latest(email)?.code ?? '' });
  await submit('Sign in', { email, password: PASSWORD });
  await answerOf('private').getByText('200').waitFor();
  expect(await answerOf('private').textContent()).toMatch(NUMBER);
  await answerOf('by id token').getByText('200').waitFor();
  expect(await answerOf('forged').textContent()).toBe(UNAUTHORIZED);

  await page.reload();
  await page.getByRole('heading', { name: 'Signed in' }).waitFor();
  await answerOf('private').getByText('200').waitFor();

  local.clock.advance(2 * 60 * 60_000);
  await page.reload();
  await page.getByRole('button', { name: 'Renew' }).click();
  await answerOf('private').getByText('200').waitFor();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Signed out' }).waitFor();
  await answerOf('private').getByText('401').waitFor();
});

import { expect, test } from '@playwright/test';

test.beforeEach(async ({ page }) => {
  const url = `${process.env.LOCAL_URL}/_local/config.json`;
  await page.route('/config.json', async (route) =>
    route.fulfill({ response: await route.fetch({ url }) }),
  );
});

test('a page is signed in from the start', async ({ page }) => {
  await page.goto('/');

  await expect(page.getByText('ada@example.com')).toBeVisible();
});

import type { BrowserContext } from 'playwright-core';

/** Members of an answer of Cognito's that nobody but the core is to hold. */
const SECRET =
  /"(?:AccessToken|IdToken|RefreshToken|SecretKey|SessionToken|SecretCode|Session)":"([^"]+)"/g;

/** Notes every secret that a service hands to the pages of a profile. */
export function noteSecrets(context: BrowserContext): ReadonlySet<string> {
  const secrets = new Set<string>();
  context.on('requestfinished', async (request) => {
    if (request.method() !== 'POST') return;
    const text = await request
      .response()
      .then((response) => response?.text())
      .catch(() => undefined);
    for (const [, secret] of text?.matchAll(SECRET) ?? []) secrets.add(secret ?? '');
  });
  return secrets;
}

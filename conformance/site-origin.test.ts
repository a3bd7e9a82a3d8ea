import { startLocal } from 'secured-api-local';
import { expect, onTestFinished, test } from 'vitest';
import { changedAssembly, ofType } from './support/example-assembly';
import { quiet } from './support/quiet-log';

/** The example, with a CORS configuration that names its site and no developer's machine. */
function siteAlone(): string {
  return changedAssembly((template) => {
    for (const [, { Properties }] of ofType(template, 'AWS::ApiGatewayV2::Api')) {
      const cors = Properties.CorsConfiguration as { AllowOrigins: unknown[] };
      cors.AllowOrigins = cors.AllowOrigins.filter((origin) => typeof origin !== 'string');
    }
  });
}

test('a site’s API lets the web origin in that stands in for the site, and no other', async () => {
  const webOrigin = 'http://localhost:7171';
  const local = await startLocal({ assembly: siteAlone(), port: 0, webOrigin, log: quiet });
  onTestFinished(() => local.stop());

  const allowed = async (origin: string) => {
    const { headers } = await fetch(`${Object.values(local.apis)[0]?.url}/private`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'GET' },
    });
    return headers.get('access-control-allow-origin');
  };

  expect(await allowed(webOrigin)).toBe(webOrigin);
  expect(await allowed('http://localhost:5173')).toBeNull();
});

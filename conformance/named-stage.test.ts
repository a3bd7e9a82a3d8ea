import { startLocal } from 'secured-api-local';
import { expect, onTestFinished, test } from 'vitest';
import { forgetSession, newSession } from './support/amplify-user';
import { configOf } from './support/config-of';
import { changedAssembly } from './support/example-assembly';
import { quiet } from './support/quiet-log';
import { sign } from './support/sign';

/** The example with its API in a stage that has a name, as `stageName: 'live'` writes it. */
function named(): string {
  return changedAssembly((template) => {
    const text = JSON.stringify(template)
      .replaceAll('"StageName":"$default"', '"StageName":"live"')
      .replaceAll('/$default/', '/live/')
      .replaceAll(
        /(\{"Fn::GetAtt":\["\w+","ApiEndpoint"\]\},")(\\")/g,
        (_, endpoint: string, quote: string) => `${endpoint}/live${quote}`,
      );
    Object.assign(template, JSON.parse(text));
  });
}

test('a signed call of a named stage is let in, and an unsigned one is not', async () => {
  const local = await startLocal({ assembly: named(), port: 0, log: quiet });
  onTestFinished(() => local.stop());
  const { credentials } = await newSession(local);
  onTestFinished(forgetSession);
  const [api] = Object.values(configOf(local).apis);
  const url = `${api?.url}/private`;

  const signed = await fetch(url, await sign(url, credentials));
  const unsigned = await fetch(url);

  expect(new URL(url).pathname).toBe('/live/private');
  expect([signed.status, unsigned.status]).toEqual([200, 403]);
});

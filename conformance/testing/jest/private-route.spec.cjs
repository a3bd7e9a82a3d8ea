const { Sha256 } = require('@aws-crypto/sha256-js');
const { SignatureV4 } = require('@smithy/signature-v4');

/** What a signed GET of an API carries. */
async function signedHeaders(url) {
  const { protocol, hostname, host, pathname } = new URL(url);
  const credentials = JSON.parse(process.env.API_KEY);
  const scope = { region: 'us-east-1', service: 'execute-api' };
  const signer = new SignatureV4({ ...scope, credentials, sha256: Sha256 });
  const request = { method: 'GET', protocol, hostname, path: pathname, headers: { host } };
  return (await signer.sign(request)).headers;
}

test('a signed call reaches the private route, and an unsigned one does not', async () => {
  const url = `${process.env.API_URL}/private`;

  const signed = await fetch(url, { headers: await signedHeaders(url) });
  const unsigned = await fetch(url);

  expect([signed.status, unsigned.status]).toEqual([200, 403]);
});

test('makes a user while the suite runs', async () => {
  const grace = { username: 'grace@example.com', password: 'Correct-Horse-7' };

  const made = await fetch(`${process.env.LOCAL_URL}/_local/users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${process.env.LOCAL_TOKEN}` },
    body: JSON.stringify(grace),
  });

  expect(made.ok).toBe(true);
});

import { bundle, gzipSize } from './bundle.mjs';

const REACT = [/^react(\/|$)/, /^react-dom(\/|$)/];

const JOBS = [
  ['react-cognito-hooks', 'sign-up, sign-in, reset, signed fetch', 'react-cognito-hooks'],
  ['aws-amplify', 'the same', 'aws-amplify'],
  [
    'amazon-cognito-identity-js, aws4fetch',
    'the same, but for AWS credentials and hooks',
    'amazon-cognito-identity-js',
  ],
  ['oidc-client-ts, aws4fetch', 'sign-in by redirect alone, no AWS credentials', 'oidc-client-ts'],
  ['react-cognito-hooks', 'a signer alone', 'our-signer'],
  ['aws4fetch', 'a signer alone', 'aws4fetch'],
  ['@smithy/signature-v4, @aws-crypto/sha256-js', 'a signer alone', 'smithy'],
];

/** Measures what a browser downloads. */
export async function sizes() {
  const rows = [];
  for (const [name, job, file] of JOBS) {
    const { first, later } = await bundle(`jobs/${file}.mjs`, { external: REACT, isPage: false });
    const eager = gzipSize(first);
    rows.push(`| ${name} | ${job} | ${kilobytes(eager)} | ${kilobytes(eager + gzipSize(later))} |`);
  }
  return `Compressed bytes, bundled and minified by rolldown, React left out; first what a page
needs before it paints, then with the parts that it asks for later.

| library | for | at first | with all that comes later |
|---|---|---|---|
${rows.join('\n')}
`;
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

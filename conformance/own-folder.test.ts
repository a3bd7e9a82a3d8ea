import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CognitoAuth } from 'cdk-secured-api';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../packages/secured-api-local/src/iam/evaluate';
import { parsePolicy } from '../packages/secured-api-local/src/iam/policy-document';

const OWN = 'us-east-1:11111111-0000-4000-8000-000000000000';
const OTHER = 'us-east-1:22222222-0000-4000-8000-000000000000';

/** What the policy of a folder for each user lets the caller `OWN` do. */
function folderOf(region: string, provider: string) {
  const stack = new Stack(new App(), 'Stack', { env: { region } });
  const auth = new CognitoAuth(stack, 'Auth', { selfSignUp: true });
  const files = Bucket.fromBucketArn(stack, 'Files', 'arn:aws:s3:::files');
  const folder = `users/${auth.identityIdVariable}/*`;
  files.grantPut(auth.signedInUsers, folder);
  Grant.addToPrincipal({
    grantee: auth.signedInUsers,
    actions: ['s3:GetObject'],
    resourceArns: [files.arnForObjects(folder)],
  });
  const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  const document = parsePolicy(policy?.Properties.PolicyDocument, 'identity');
  return (action: string, key: string) =>
    evaluate(
      {
        action,
        resource: `arn:aws:s3:::files${key}`,
        context: { [`${provider}:sub`]: OWN },
      },
      { identity: [{ name: 'Folder', document }] },
    ).allowed;
}

describe.each([
  ['us-east-1', 'cognito-identity.amazonaws.com'],
  ['us-gov-west-1', 'cognito-identity-us-gov.amazonaws.com'],
])('a folder for each user in %s', (region, provider) => {
  test('is read and written by its user', () => {
    const allows = folderOf(region, provider);

    expect(allows('s3:GetObject', `/users/${OWN}/photo.jpg`)).toBe(true);
    expect(allows('s3:PutObject', `/users/${OWN}/2026/photo.jpg`)).toBe(true);
  });

  test.each([
    ['s3:GetObject', `/users/${OTHER}/photo.jpg`],
    ['s3:PutObject', `/users/${OTHER}/photo.jpg`],
    ['s3:GetObject', `/users/${OWN}`],
    ['s3:PutObject', '/users/photo.jpg'],
    ['s3:ListBucket', ''],
    ['s3:DeleteObject', `/users/${OWN}/photo.jpg`],
  ])('does not let that user do %s on %s', (action, key) => {
    const allows = folderOf(region, provider);

    expect(allows(action, key)).toBe(false);
  });
});

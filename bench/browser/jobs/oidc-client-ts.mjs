export { AwsClient } from 'aws4fetch';
export { UserManager } from 'oidc-client-ts';

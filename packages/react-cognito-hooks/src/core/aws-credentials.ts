import { hasShape } from './has-shape';

/** Temporary AWS credentials of an identity, in the shape that the AWS SDKs take. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
  readonly identityId: string;
}

/** Credentials, and whose they are: another user, or another set of groups, is another owner. */
export interface OwnedCredentials {
  readonly owner: string;
  readonly credentials: AwsCredentials;
}

/** Accepts stored credentials, and nothing else. */
export function parseOwnedCredentials(value: unknown): OwnedCredentials | undefined {
  if (!hasShape(value, { owner: 'string', credentials: 'object' })) return undefined;
  const { owner, credentials: stored } = value;
  if (!hasShape(stored, STORED)) return undefined;
  return { owner, credentials: { ...stored, expiration: new Date(stored.expiration) } };
}

const STORED = {
  accessKeyId: 'string',
  secretAccessKey: 'string',
  sessionToken: 'string',
  expiration: 'string',
  identityId: 'string',
} as const;

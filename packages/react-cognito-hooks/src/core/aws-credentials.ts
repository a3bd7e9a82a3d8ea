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
  if (typeof value !== 'object' || value === null) return undefined;
  const { owner, credentials } = value as { owner?: unknown; credentials?: unknown };
  if (typeof owner !== 'string' || typeof credentials !== 'object' || credentials === null) {
    return undefined;
  }
  const fields = { ...credentials } as Record<string, unknown>;
  const { accessKeyId, secretAccessKey, sessionToken, expiration, identityId } = fields;
  if (
    typeof accessKeyId !== 'string' ||
    typeof secretAccessKey !== 'string' ||
    typeof sessionToken !== 'string' ||
    typeof expiration !== 'string' ||
    typeof identityId !== 'string'
  ) {
    return undefined;
  }
  const expires = new Date(expiration);
  if (Number.isNaN(expires.getTime())) return undefined;
  return {
    owner,
    credentials: { accessKeyId, secretAccessKey, sessionToken, expiration: expires, identityId },
  };
}

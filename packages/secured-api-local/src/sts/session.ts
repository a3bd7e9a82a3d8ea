import type { CognitoIdentity } from './token-service';

/** Somebody who assumed a role. */
export interface RoleSession {
  readonly kind: 'roleSession';
  readonly accessKeyId: string;
  readonly roleArn: string;
  readonly sessionName: string;
  readonly cognitoIdentity: CognitoIdentity | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** A policy document that caps the session. */
  readonly sessionPolicy: unknown;
  /** Milliseconds since the epoch. */
  readonly expiration: number;
}

/** The holder of this run's administrator key, who may do everything. */
export interface Administrator {
  readonly kind: 'administrator';
  readonly accessKeyId: string;
}

export type Principal = RoleSession | Administrator;

import type { PolicyDocument } from '../iam/policy-document';

/** What a key says of its callers, or why that cannot be told on this machine. */
export type KeyPolicy = PolicyDocument | { readonly unreadable: string };

/** A symmetric key of KMS as the template says, without its material. */
export interface Key {
  readonly id: string;
  readonly arn: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly isMultiRegion: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly policy: KeyPolicy;
}

/** What is bound to a ciphertext, and has to be told again to decrypt it. */
export type EncryptionContext = Readonly<Record<string, string>>;

import { buildClient, CommitmentPolicy, KmsKeyringNode } from '@aws-crypto/client-node';

/** What Cognito hands to a custom sender. */
interface SenderEvent {
  readonly triggerSource: string;
  readonly request: {
    readonly code: string;
    readonly userAttributes: Readonly<Record<string, string>>;
  };
}

const { decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT);
const { KEY_ALIAS = '', KEY_ARN = '', MAIL_URL = '' } = process.env;
const keyring = new KmsKeyringNode({ generatorKeyId: KEY_ALIAS, keyIds: [KEY_ARN] });

/** Decrypts a code as AWS's guide says, and mails it. */
export const handler = async ({ triggerSource, request }: SenderEvent): Promise<void> => {
  const { plaintext } = await decrypt(keyring, Buffer.from(request.code, 'base64'));
  const { email } = request.userAttributes;
  const mail = { to: email, source: triggerSource, code: plaintext.toString('utf8') };
  await fetch(MAIL_URL, { method: 'POST', body: JSON.stringify(mail) });
};

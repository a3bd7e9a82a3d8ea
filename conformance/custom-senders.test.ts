import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  buildClient,
  CommitmentPolicy,
  getClient,
  KMS,
  KmsKeyringNode,
} from '@aws-crypto/client-node';
import { Amplify } from 'aws-amplify';
import {
  confirmResetPassword,
  confirmSignIn,
  confirmSignUp,
  resetPassword,
  signIn,
  signOut,
  signUp,
  updateMFAPreference,
} from 'aws-amplify/auth';
import { CfnOutput, type Stack } from 'aws-cdk-lib';
import { FeaturePlan, Mfa, UserPool, UserPoolEmail } from 'aws-cdk-lib/aws-cognito';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CognitoAuth, TriggerHandler } from 'cdk-secured-api';
import { buildSync } from 'esbuild';
import { type Local, startLocal } from 'secured-api-local';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { forgetSession, PASSWORD } from './support/amplify-user';
import { openMailBox } from './support/mail-box';
import { stackAssembly } from './support/stack-assembly';
import { uniqueAddress } from './support/unique-address';

const NEW_PASSWORD = 'Another-horse-8';
const bundle = mkdtempSync(join(tmpdir(), 'sender-'));

beforeAll(() => {
  buildSync({
    entryPoints: [fileURLToPath(new URL('./senders/email-sender.ts', import.meta.url))],
    outfile: join(bundle, 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'silent',
  });
});
afterAll(() => rmSync(bundle, { recursive: true, force: true }));
afterEach(forgetSession);

/** Hands the event on as it is. */
const RELAY = `exports.handler = (event) =>
  fetch(process.env.MAIL_URL, { method: 'POST', body: JSON.stringify(event.request) });`;

/** What a test changes. */
interface SenderOptions {
  /** Default: the bundled sender. */
  readonly code?: Code;
  /** Grants the sender what it needs of the key, or less. */
  readonly grant?: (key: Key, sender: LambdaFunction) => void;
  /** Default: by aws-cdk-lib alone. */
  readonly declare?: typeof declarePool;
}

/** A pool whose e-mails go to a function, by aws-cdk-lib alone. */
function declarePool(stack: Stack, key: Key, sender: LambdaFunction): void {
  const pool = new UserPool(stack, 'Users', {
    selfSignUpEnabled: true,
    signInAliases: { email: true },
    autoVerify: { email: true },
    featurePlan: FeaturePlan.ESSENTIALS,
    mfa: Mfa.OPTIONAL,
    mfaSecondFactor: { otp: false, sms: false, email: true },
    email: UserPoolEmail.withSES({ fromEmail: 'codes@example.com', sesRegion: 'us-east-1' }),
    customSenderKmsKey: key,
    lambdaTriggers: { customEmailSender: sender },
  });
  pool.addClient('Web', { authFlows: { userSrp: true } });
}

/** The same by the construct, which lets the function decrypt. */
function declareAuth(stack: Stack, key: Key, sender: LambdaFunction): void {
  new CognitoAuth(stack, 'Auth', {
    selfSignUp: true,
    customSenderKmsKey: key,
    triggers: { customEmailSender: TriggerHandler.fromFunction(sender) },
  });
}

/** A function that gets e-mails, its key, and a pool that hands them over. */
function addSender(
  stack: Stack,
  mailUrl: string,
  {
    code = Code.fromAsset(bundle),
    grant = (key, fn) => key.grantDecrypt(fn),
    declare = declarePool,
  }: SenderOptions,
): void {
  const key = new Key(stack, 'Codes', { alias: 'codes' });
  const sender = new LambdaFunction(stack, 'Sender', {
    code,
    handler: 'index.handler',
    runtime: Runtime.NODEJS_22_X,
    environment: {
      KEY_ARN: key.keyArn,
      KEY_ALIAS: stack.formatArn({ service: 'kms', resource: 'alias', resourceName: 'codes' }),
      MAIL_URL: mailUrl,
    },
  });
  grant(key, sender);
  declare(stack, key, sender);
  new CfnOutput(stack, 'KeyArn', { value: key.keyArn });
}

/** Runs such a pool, and configures Amplify for it. */
async function start(options: SenderOptions = {}) {
  const mails = await openMailBox();
  const assembly = stackAssembly((stack) => addSender(stack, mails.url, options));
  onTestFinished(assembly.remove);
  const lines: string[] = [];
  const warnings = new EventEmitter();
  const failed = once(warnings, '[Sender');
  const info = (line: string): void => void lines.push(line);
  const warn = (line: string): void => {
    info(line);
    warnings.emit(line.slice(0, '[Sender'.length));
  };
  const log = { info, warn };
  const local = await startLocal({ assembly: assembly.folder, port: 0, log });
  onTestFinished(() => local.stop());
  const [userPoolId = ''] = Object.values(local.userPools);
  const [userPoolClientId = ''] = Object.values(local.userPoolClients);
  Amplify.configure({
    Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint: local.url } },
  });
  return { local, mails, lines, failed };
}

const signUpAs = (username: string) =>
  signUp({ username, password: PASSWORD, options: { userAttributes: { email: username } } });

/** The calls of KMS, and how they ended. */
async function callsOfKms(
  local: Local,
): Promise<{ path: string; status: number; reason?: string }[]> {
  const { requests } = await (await fetch(`${local.url}/_local/requests`)).json();
  return requests.filter(({ api }: { api: string }) => api === 'kms');
}

describe('a custom sender with the AWS Encryption SDK', () => {
  test('mails the codes with which unmodified aws-amplify goes on', async () => {
    const { local, mails, lines } = await start();
    const username = uniqueAddress('email');

    await signUpAs(username);
    const welcome = await mails.next();
    await confirmSignUp({ username, confirmationCode: welcome.code ?? '' });
    await resetPassword({ username });
    const reset = await mails.next();
    await confirmResetPassword({
      username,
      confirmationCode: reset.code ?? '',
      newPassword: NEW_PASSWORD,
    });
    await signIn({ username, password: NEW_PASSWORD });
    await updateMFAPreference({ email: 'PREFERRED' });
    await signOut();
    const { nextStep } = await signIn({ username, password: NEW_PASSWORD });
    const second = await mails.next();
    const { isSignedIn } = await confirmSignIn({ challengeResponse: second.code ?? '' });

    expect([welcome, reset, second].map(({ to, source }) => [to, source])).toEqual([
      [username, 'CustomEmailSender_SignUp'],
      [username, 'CustomEmailSender_ForgotPassword'],
      [username, 'CustomEmailSender_Authentication'],
    ]);
    expect(nextStep.signInStep).toBe('CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
    expect(isSignedIn).toBe(true);
    expect(local.inbox.latest(username)?.code).toBe(second.code);
    for (const { code } of [welcome, reset, second]) expect(lines.join('\n')).not.toContain(code);
  });

  test('mails the codes of a CognitoAuth, which grants it the key', async () => {
    const { mails } = await start({ declare: declareAuth, grant: () => undefined });
    const username = uniqueAddress('email');

    await signUpAs(username);
    const { code = '', to } = await mails.next();

    expect(to).toBe(username);
    expect(await confirmSignUp({ username, confirmationCode: code })).toMatchObject({
      isSignUpComplete: true,
    });
  });

  test.each<[string, SenderOptions['grant'], RegExp]>([
    ['its role may not decrypt', () => undefined, /no identity policy allows it/],
    [
      'the key denies it',
      (key, sender) => {
        key.grantDecrypt(sender);
        key.addToResourcePolicy(
          new PolicyStatement({
            effect: Effect.DENY,
            principals: [new AnyPrincipal()],
            actions: ['kms:Decrypt'],
            resources: ['*'],
          }),
        );
      },
      /denied by policy of key/,
    ],
  ])('mails nothing where %s, and the requests tell why', async (_, grant, why) => {
    const { local, lines, failed } = await start({ ...(grant && { grant }) });
    const username = uniqueAddress('email');

    const { nextStep } = await signUpAs(username);
    await failed;
    const calls = await callsOfKms(local);

    expect(nextStep.signUpStep).toBe('CONFIRM_SIGN_UP');
    expect(calls[0]).toMatchObject({ path: 'Decrypt', status: 400 });
    expect(calls[0]?.reason).toMatch(why);
    expect([...lines, JSON.stringify(calls)].join('\n')).not.toContain(
      local.inbox.latest(username)?.code,
    );
  });
});

describe('the code of an event', () => {
  /** A code as the function got it, and a client of the SDK that may call KMS. */
  async function caught() {
    const { local, mails } = await start({ code: Code.fromInline(RELAY) });
    const username = uniqueAddress('email');
    await signUpAs(username);
    const { code = '' } = await mails.next();
    const { accessKeyId, secretAccessKey } = local.administrator;
    const clientProvider = getClient(KMS, {
      endpoint: local.url,
      credentials: { accessKeyId, secretAccessKey },
    });
    const keyArn = String(local.outputs.KeyArn);
    const decrypt = (policy: CommitmentPolicy, message = code, key = keyArn) =>
      buildClient(policy).decrypt(
        new KmsKeyringNode({ clientProvider, keyIds: [key] }),
        Buffer.from(message, 'base64'),
      );
    return { local, username, keyArn, code, decrypt };
  }
  const ALLOWING = CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT;

  test('decrypts to what the inbox shows, bound to the pool', async () => {
    const { local, username, decrypt } = await caught();

    const { plaintext, messageHeader } = await decrypt(ALLOWING);

    expect(plaintext.toString('utf8')).toBe(local.inbox.latest(username)?.code);
    expect(messageHeader.encryptionContext).toMatchObject({
      'userpool-id': Object.values(local.userPools)[0],
    });
    expect(messageHeader.suiteId).toBe(0x0378);
  });

  test('is refused by a client that asks for key commitment, as on AWS', async () => {
    const { decrypt } = await caught();

    await expect(decrypt(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT)).rejects.toThrow(
      /commitment/i,
    );
  });

  test('is refused by a keyring of another key', async () => {
    const { decrypt, keyArn, code } = await caught();

    const other = `${keyArn.slice(0, -4)}0000`;

    await expect(decrypt(ALLOWING, code, other)).rejects.toThrow(
      'unencryptedDataKey has not been set',
    );
  });

  test('is refused once it says another pool', async () => {
    const { decrypt, code } = await caught();
    const message = Buffer.from(code, 'base64');
    const place = message.indexOf('us-east-1_');
    message.write('us-west-2_', place);

    await expect(decrypt(ALLOWING, message.toString('base64'))).rejects.toThrow();
  });
});

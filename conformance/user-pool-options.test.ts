import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import {
  FeaturePlan,
  Mfa,
  StandardThreatProtectionMode,
  StringAttribute,
  VerificationEmailStyle,
} from 'aws-cdk-lib/aws-cognito';
import { ClientConfig, CognitoAuth, type CognitoAuthProps } from 'cdk-secured-api';
import { type Local, LocalRuntimeError, startLocal } from 'secured-api-local';
import { describe, expect, onTestFinished, test } from 'vitest';
import { quiet } from './support/quiet-log';

/** The assembly of a stack that holds an auth and its client config. */
function assemblyOf(props: Partial<CognitoAuthProps>): string {
  const outdir = mkdtempSync(join(tmpdir(), 'pool-'));
  onTestFinished(() => rmSync(outdir, { recursive: true, force: true }));
  const app = new App({ outdir });
  const stack = new Stack(app, 'Stack', { env: { region: 'us-east-1' } });
  const auth = new CognitoAuth(stack, 'Auth', { selfSignUp: true, ...props });
  new CfnOutput(stack, 'ClientConfig', { value: new ClientConfig({ auth }).toJsonString() });
  app.synth();
  return outdir;
}

async function start(props: Partial<CognitoAuthProps>): Promise<Local> {
  const local = await startLocal({ assembly: assemblyOf(props), port: 0, log: quiet });
  onTestFinished(() => local.stop());
  return local;
}

const SES = { sesSender: { fromEmail: 'hello@example.com' } };
const BOTH = { signInAliases: { email: true, phone: true } };

describe('a pool runs here', () => {
  test.each<[string, Partial<CognitoAuthProps>]>([
    ['as it is by default', {}],
    ['in the plan LITE', { featurePlan: FeaturePlan.LITE }],
    ['with MFA required', { mfa: Mfa.REQUIRED }],
    [
      'with every second factor',
      { ...BOTH, ...SES, mfaSecondFactor: { otp: true, sms: true, email: true } },
    ],
    [
      'with one-time codes first',
      { allowedFirstAuthFactors: { password: true, emailOtp: true, smsOtp: true } },
    ],
    [
      'with words of its own',
      {
        ...BOTH,
        ...SES,
        mfaSecondFactor: { otp: true, sms: true, email: true },
        userVerification: { emailSubject: 'Hi', emailBody: '{####}', smsMessage: '{####}' },
        userInvitation: { emailSubject: 'Hi', emailBody: '{username} {####}' },
        smsAuthenticationMessage: '{####}',
        emailAuthenticationMessage: '{####}',
        emailAuthenticationSubject: 'Hi',
      },
    ],
    [
      'with attributes of its own',
      {
        standardAttributes: { fullname: { required: true } },
        customAttributes: { tenant: new StringAttribute({ maxLen: 36 }) },
      },
    ],
    [
      'with other lifetimes',
      {
        authSessionValidity: Duration.minutes(15),
        refreshTokenValidity: Duration.hours(1),
        refreshTokenRotationGracePeriod: Duration.seconds(10),
      },
    ],
    ['with a password history', { passwordPolicy: { passwordHistorySize: 5 } }],
    [
      'with links',
      {
        userVerification: { emailStyle: VerificationEmailStyle.LINK },
        hostedLogin: {
          domainPrefix: 'random-numbers',
          callbackUrls: ['http://localhost:5173/'],
          logoutUrls: ['http://localhost:5173/'],
        },
      },
    ],
    [
      'with passkeys',
      {
        allowedFirstAuthFactors: { password: true, passkey: true },
        passkeyRelyingPartyId: 'localhost',
      },
    ],
    [
      'with remembered devices',
      {
        deviceTracking: {
          challengeRequiredOnNewDevice: true,
          deviceOnlyRememberedOnUserPrompt: true,
        },
      },
    ],
    [
      'in the plan PLUS, where risks are observed',
      {
        featurePlan: FeaturePlan.PLUS,
        standardThreatProtectionMode: StandardThreatProtectionMode.AUDIT_ONLY,
      },
    ],
  ])('%s', async (_, props) => {
    const local = await start(props);

    expect(local.config).toMatchObject({ version: 1 });
  });
});

describe('a pool stops the start, and names what is not modelled,', () => {
  test.each<[string, string, Partial<CognitoAuthProps>]>([
    ['with threat protection', 'AdvancedSecurityMode', { featurePlan: FeaturePlan.PLUS }],
  ])('%s', async (_, message, props) => {
    const started = start(props);

    await expect(started).rejects.toThrow(LocalRuntimeError);
    await expect(started).rejects.toThrow(message);
  });
});
